/** Tests of the Xero sandbox, all over real HTTP. */
package org.harvestxero.sandbox.xero;

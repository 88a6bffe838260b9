/**
 * What may be asked of the running program, whoever asks: command line, JMX and the control address are three ways to these
 * interfaces, and the values here are all they see.
 */
@NullMarked
package org.harvestxero.api;

import org.jspecify.annotations.NullMarked;

# Built in an unpacked distribution (target/harvest-xero/ after mvn -q -DskipTests package, or the unpacked zip):
#   docker build -t harvest-xero .
# Run with the deployment's own settings, agreements, mappings and a volume for data/; see docs/operations.md.
FROM eclipse-temurin:17-jre

# The group's number too: without it useradd takes a free one, and the process, of group 10001, could not read its home.
RUN groupadd --gid 10001 harvest-xero \
 && useradd --uid 10001 --gid 10001 --no-create-home --home-dir /opt/harvest-xero --shell /usr/sbin/nologin harvest-xero
COPY --chown=root:root . /opt/harvest-xero
# The home: settings, routes, agreements and mappings as shipped, unless the deployment mounts its own; data/ is all that is written.
RUN mkdir -p /var/lib/harvest-xero/data \
 && cp -r /opt/harvest-xero/application.properties /opt/harvest-xero/mappings.yaml /opt/harvest-xero/holidays.yaml /opt/harvest-xero/*.schema.json \
      /opt/harvest-xero/routes /opt/harvest-xero/agreements /var/lib/harvest-xero/ \
 && chown -R root:harvest-xero /var/lib/harvest-xero && chmod -R g-w,o-rwx /var/lib/harvest-xero \
 && chown harvest-xero:harvest-xero /var/lib/harvest-xero/data && chmod 700 /var/lib/harvest-xero/data

ENV HARVEST_XERO_HOME=/var/lib/harvest-xero
USER 10001:10001
WORKDIR /var/lib/harvest-xero
VOLUME /var/lib/harvest-xero/data
EXPOSE 8088
STOPSIGNAL SIGTERM

# Live, not ready: a process that waits for Xero's consent or its database must not be restarted for it.
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
  CMD ["bash", "-c", "exec 3<>/dev/tcp/127.0.0.1/${HTTP_PORT:-8088} && printf 'GET /health/live HTTP/1.1\\r\\nHost: localhost\\r\\nConnection: close\\r\\n\\r\\n' >&3 && read -r -t 4 status <&3 && [[ $status == *' 200 '* ]]"]

ENTRYPOINT ["/opt/harvest-xero/bin/harvest-xero"]
CMD ["run"]

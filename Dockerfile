FROM python:3.11-slim-bookworm AS build
WORKDIR /app
# requirements-ml.lock adds what train_check_worthiness needs.
ARG LOCK=requirements.lock
COPY ${LOCK} ./
RUN python -m venv /venv \
    && /venv/bin/python -m pip install --no-cache-dir --require-hashes --no-deps -r "${LOCK}"
COPY . .
ENV PATH=/venv/bin:$PATH STATIC_ROOT=/app/static VAR_DIR=/tmp/build
# The address only tells collectstatic that this is no laptop; nothing listens there.
RUN python manage.py compile_messages \
    && DATABASE_URL=postgres://build SECRET_KEY=build python manage.py collectstatic --noinput

FROM python:3.11-slim-bookworm
# /var/lib/factcheck is the only folder that the desk writes to, as user 10001.
RUN useradd --system --uid 10001 --no-create-home factcheck \
    && install --directory --owner=factcheck --group=factcheck /var/lib/factcheck
ENV PATH=/venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    PYTHONDONTWRITEBYTECODE=1 \
    STATIC_ROOT=/app/static \
    VAR_DIR=/var/lib/factcheck \
    WEB_CONCURRENCY=2
COPY --from=build /venv /venv
COPY --from=build /app /app
WORKDIR /app
USER 10001
VOLUME /var/lib/factcheck
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=30s \
    CMD ["python", "-m", "factcheck.healthcheck"]
# Heartbeats in memory: on a slow disk they would look like a hanging process.
CMD ["gunicorn", "factcheck.wsgi", "--bind=0.0.0.0:8000", "--worker-class=gthread", \
     "--threads=8", "--worker-tmp-dir=/dev/shm", "--no-control-socket", "--access-logfile=-"]

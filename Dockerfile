# One image for every role: all of it by default, or one part with a command of its own, such as
# `gunicorn config.wsgi`, `python manage.py worker` or `python manage.py sweep`.
FROM python:3.12-slim

ENV PYTHONUNBUFFERED=1 REELSMITH_VAR=/var/lib/reelsmith NUMBA_CACHE_DIR=/var/cache/reelsmith
WORKDIR /srv/reelsmith

COPY requirements.txt .
RUN pip install --no-cache-dir --require-hashes -r requirements.txt

RUN useradd --system --create-home --home-dir /var/lib/reelsmith reelsmith \
    && install -d -o reelsmith /var/cache/reelsmith
COPY --chown=reelsmith . .
USER reelsmith
# What draws is compiled for the processor it is built on; on another kind, at the first start.
RUN python -m videos.studio.warm

EXPOSE 8000
VOLUME /var/lib/reelsmith
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
CMD ["/bin/sh", "-c", "python manage.py prepare --no-seed && { python manage.py warm_studio || true; } && exec python manage.py up --host 0.0.0.0"]

"""The REST API: authentication, representations, views and errors. Rules live in `videos.jobs`."""

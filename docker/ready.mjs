/** A container's health: the process in it is ready. The gateway answers on its own port, the others on their health port. */
const port = process.env.HEALTH_PORT ?? process.env.HTTP_PORT;
const answer = await fetch(`http://127.0.0.1:${port}/health/ready`).catch(() => null);
process.exit(answer?.ok ? 0 : 1);

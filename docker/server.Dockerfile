# One image for every role; the command says which. Built from a clean clone: docker compose build
FROM node:24.11-bookworm-slim AS build
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --no-audit --no-fund --loglevel=error
COPY . .
# The embedded profile's database is not for here: optional packages stay out.
RUN node scripts/build.mjs && npm prune --omit=dev --omit=optional --no-audit --no-fund

FROM node:24.11-bookworm-slim
ENV NODE_ENV=production
WORKDIR /app
# Ingest writes the broker's accounts here, into a volume that takes this owner over from the first who mounts it.
RUN mkdir -p /accounts && chown node:node /accounts
COPY --from=build /app/package.json ./
COPY --from=build /app/node_modules node_modules
COPY --from=build /app/dist dist
USER node
# Says whether the process that runs here is ready; the port is the same in every role.
COPY docker/ready.mjs docker/ready.mjs
HEALTHCHECK --interval=5s --timeout=3s --start-period=20s --retries=3 CMD ["node", "docker/ready.mjs"]
CMD ["node", "dist/apps/gateway/src/main.js"]

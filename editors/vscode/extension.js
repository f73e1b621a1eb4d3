// Starts `syncscript lsp` and connects the editor to it. Knows no syntax: the server does.
"use strict";

const { commands, window, workspace } = require("vscode");
const { LanguageClient, TransportKind } = require("vscode-languageclient/node");

const SERVED = [
  { scheme: "file", language: "syncscript" },
  { scheme: "untitled", language: "syncscript" },
  { scheme: "file", pattern: "**/syncscript.toml" },
  { scheme: "file", pattern: "**/*.test.yaml" },
];

let client;

function serverOptions() {
  const [command, ...args] = workspace.getConfiguration("syncscript").get("command");
  return { command, args, transport: TransportKind.stdio };
}

async function start() {
  client = new LanguageClient("syncscript", "syncscript", serverOptions(), { documentSelector: SERVED });
  try {
    await client.start();
  } catch (error) {
    window.showErrorMessage(
      `syncscript: the language server does not start (${error.message}). ` +
        "Install it with: pip install 'syncscript[lsp]', or name it in the setting syncscript.command.",
    );
  }
}

async function stop() {
  const running = client;
  client = undefined;
  if (running?.isRunning()) await running.stop();
}

async function activate(context) {
  context.subscriptions.push(
    commands.registerCommand("syncscript.restart", async () => {
      await stop();
      await start();
    }),
    workspace.onDidChangeConfiguration(async (event) => {
      if (!event.affectsConfiguration("syncscript.command")) return;
      await stop();
      await start();
    }),
  );
  await start();
}

module.exports = { activate, deactivate: stop };

// Signing in at the user pool, called directly as /api/config says: password, new password, refresh, sign-out.
import { Refusal, silence } from "./refusal";
import type { Config } from "./types";

export type Tokens = { id: string; refresh: string; lives: number };
export type NewPassword = { challenge: string; email: string };

type Answer = {
  AuthenticationResult?: { IdToken: string; RefreshToken?: string; ExpiresIn: number };
  ChallengeName?: string;
  Session?: string;
};

const PATIENCE = 15_000;
const SECOND = 1000;

/** The tokens, or what the pool asks of somebody who signs in for the first time. */
export async function signIn(
  config: Config, client: string, email: string, password: string,
): Promise<Tokens | NewPassword> {
  const parameters = { USERNAME: email, PASSWORD: password };
  const answer = await initiate(config, client, "USER_PASSWORD_AUTH", parameters);
  if (answer.ChallengeName === "NEW_PASSWORD_REQUIRED") return { challenge: answer.Session ?? "", email };
  return tokensOf(answer);
}

export async function chooseNewPassword(
  config: Config, client: string, asked: NewPassword, password: string,
): Promise<Tokens> {
  return tokensOf(
    await ask(config, "RespondToAuthChallenge", {
      ChallengeName: "NEW_PASSWORD_REQUIRED",
      ClientId: client,
      Session: asked.challenge,
      ChallengeResponses: { USERNAME: asked.email, NEW_PASSWORD: password },
    }),
  );
}

export async function refreshed(config: Config, client: string, refresh: string): Promise<Tokens> {
  return tokensOf(await initiate(config, client, "REFRESH_TOKEN_AUTH", { REFRESH_TOKEN: refresh }), refresh);
}

export async function revoke(config: Config, client: string, refresh: string): Promise<void> {
  await ask(config, "RevokeToken", { ClientId: client, Token: refresh });
}

function initiate(config: Config, client: string, flow: string, parameters: object): Promise<Answer> {
  return ask(config, "InitiateAuth", { AuthFlow: flow, ClientId: client, AuthParameters: parameters });
}

async function ask(config: Config, operation: string, body: object): Promise<Answer> {
  const response = await fetch(config.sign_in_url, {
    method: "POST",
    headers: {
      "Content-Type": "application/x-amz-json-1.1",
      "X-Amz-Target": `AWSCognitoIdentityProviderService.${operation}`,
    },
    body: JSON.stringify(body),
    signal: AbortSignal.timeout(PATIENCE),
  }).catch(() => {
    throw silence();
  });
  const answer = await response.json().catch(() => ({}));
  if (!response.ok) throw new Refusal(response.status, kindOf(answer), answer.message ?? "");
  return answer;
}

/** `com.amazonaws.cognito#NotAuthorizedException` and `NotAuthorizedException` are the same. */
function kindOf(answer: { __type?: string }): string {
  return (answer.__type ?? "").split("#").pop()!.replace(/Exception$/, "");
}

function tokensOf(answer: Answer, refresh = ""): Tokens {
  const result = answer.AuthenticationResult;
  if (!result) throw new Refusal(400, answer.ChallengeName ?? "", "");
  return { id: result.IdToken, refresh: result.RefreshToken ?? refresh, lives: result.ExpiresIn * SECOND };
}

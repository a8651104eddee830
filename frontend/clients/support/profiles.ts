/** What the tests ask: the list of connection profiles, as a query, a change and a feed. */
export const QUERY = '{ connections { id name } }';

export const FEED = /* GraphQL */ `
  subscription Profiles {
    connectionsChanged {
      kind
      version
      lagged
      connections {
        name
      }
    }
  }
`;

export interface ProfilesItem {
  connectionsChanged: {
    kind: 'SNAPSHOT' | 'CHANGE';
    version: string;
    lagged: boolean;
    connections: { name: string }[];
  };
}

const CREATE = /* GraphQL */ `
  mutation Create($input: CreateConnectionInput!) {
    createConnection(input: $input) {
      connection {
        id
      }
    }
  }
`;

/** Makes a profile, so that the feed has something to tell. */
export async function createProfile(url: string, name: string): Promise<void> {
  const variables = { input: { name, hosts: ['127.0.0.1:1'] } };
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ query: CREATE, variables }),
  });
  const answer = (await response.json()) as { errors?: unknown };
  if (answer.errors) throw new Error(JSON.stringify(answer.errors));
}

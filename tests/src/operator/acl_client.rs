//! Users and roles, made on the servers by the client library.

use aerospike::{
    AdminPolicy, AuthMode, Client, ClientPolicy, Error, Privilege, PrivilegeCode, ResultCode,
};
use serde_json::Value;

use super::json::{items, text, texts};

/// What a new server's administrator is called, and the password with it.
const FIRST_ADMINISTRATOR: &str = "admin";

/// Makes roles and users as listed. The first password is the administrator's.
pub(super) async fn apply(
    pods: &[Value],
    wanted: &Value,
    passwords: &[(String, String)],
) -> Result<(), String> {
    let failed = |error: Error| format!("ACL sync: {error}");
    let Some((administrator, password)) = passwords.first() else {
        return Ok(());
    };
    let client = connect(pods, administrator, password)
        .await
        .map_err(failed)?;
    let done = synchronize(&client, wanted, passwords).await;
    let _ = client.close().await;
    done.map_err(failed)
}

/// Connects with the listed password; when that is not yet the server's, with the one of a new server.
async fn connect(pods: &[Value], user: &str, password: &str) -> Result<Client, Error> {
    match login(pods, user, password).await {
        Ok(client) => Ok(client),
        Err(_) => login(pods, FIRST_ADMINISTRATOR, FIRST_ADMINISTRATOR).await,
    }
}

async fn login(pods: &[Value], user: &str, password: &str) -> Result<Client, Error> {
    let policy = ClientPolicy {
        auth_mode: AuthMode::Internal(user.to_owned(), password.to_owned()),
        ..ClientPolicy::default()
    };
    let seeds: Vec<_> = pods
        .iter()
        .map(|pod| text(pod, "/status/podIP"))
        .filter(|address| !address.is_empty())
        .map(|address| format!("{address}:3000"))
        .collect();
    Client::new(&policy, &seeds.join(",")).await
}

async fn synchronize(
    client: &Client,
    wanted: &Value,
    passwords: &[(String, String)],
) -> Result<(), Error> {
    let policy = AdminPolicy::default();
    for role in items(wanted, "/roles") {
        let name = text(role, "/name");
        let privileges: Vec<_> = texts(role, "/privileges")
            .into_iter()
            .filter_map(privilege)
            .collect();
        let addresses = texts(role, "/whitelist");
        let made = client
            .create_role(&policy, name, &privileges, &addresses, 0, 0)
            .await;
        exists(made)?;
    }
    for user in items(wanted, "/users") {
        let name = text(user, "/name");
        let known = passwords.iter().find(|(user, _)| user == name);
        let Some((_, password)) = known else { continue };
        let roles = texts(user, "/roles");
        let made = client.create_user(&policy, name, password, &roles).await;
        if exists(made)? {
            client.grant_roles(&policy, name, &roles).await?;
        }
    }
    // The own password last: the session lives by it.
    for (name, password) in passwords.iter().rev() {
        client.change_password(&policy, name, password).await?;
    }
    Ok(())
}

/// Whether it is there already.
fn exists(made: Result<(), Error>) -> Result<bool, Error> {
    let known = [ResultCode::UserAlreadyExists, ResultCode::RoleAlreadyExists];
    match made {
        Ok(()) => Ok(false),
        Err(error)
            if error
                .server_result_code()
                .is_some_and(|code| known.contains(&code)) =>
        {
            Ok(true)
        }
        Err(error) => Err(error),
    }
}

/// `read-write.test.demo`: what, in which namespace, in which set.
fn privilege(text: &str) -> Option<Privilege> {
    let mut parts = text.splitn(3, '.');
    let code = match parts.next()? {
        "read" => PrivilegeCode::Read,
        "write" => PrivilegeCode::Write,
        "read-write" => PrivilegeCode::ReadWrite,
        "read-write-udf" => PrivilegeCode::ReadWriteUdf,
        "sys-admin" => PrivilegeCode::SysAdmin,
        "user-admin" => PrivilegeCode::UserAdmin,
        "data-admin" => PrivilegeCode::DataAdmin,
        "truncate" => PrivilegeCode::Truncate,
        _ => return None,
    };
    Some(Privilege {
        code,
        namespace: parts.next().map(str::to_owned),
        set_name: parts.next().map(str::to_owned),
    })
}

//! Resources made and changed by their text.

use serde_json::{Value, json};

use crate::{manifest::clean, merge, resource, resource::CustomKind};

/// What a text may not change: then it is of another object.
const IDENTITY: [&str; 4] = [
    "/kind",
    "/apiVersion",
    "/metadata/name",
    "/metadata/namespace",
];
/// What a text may change.
const PARTS: [&str; 3] = ["/spec", "/metadata/labels", "/metadata/annotations"];

/// The patch that makes a resource what its text says. What the text leaves out is removed; what it says as it was
/// `seen` stays as others made it meanwhile. All three are without what belongs to one object.
///
/// # Errors
/// What tells that the text is of another object, for people.
pub fn patch(live: &Value, seen: Option<&Value>, wanted: &Value) -> Result<Value, String> {
    for path in IDENTITY {
        let given = wanted.pointer(path).filter(|given| !given.is_null());
        if given.is_some_and(|given| Some(given) != live.pointer(path)) {
            let field = path.trim_start_matches('/').replace('/', ".");
            return Err(format!("{field} is that of another object"));
        }
    }
    let before = seen.unwrap_or(live);
    let mut patch = json!({});
    for part in PARTS {
        let nothing = json!({});
        let of = |whole: &Value| whole.pointer(part).unwrap_or(&nothing).clone();
        if let Some(difference) = merge::difference(&of(before), &of(wanted)) {
            match part.strip_prefix("/metadata/") {
                Some(key) => patch["metadata"][key] = difference,
                None => patch["spec"] = difference,
            }
        }
    }
    Ok(patch)
}

/// A resource of this kind with nothing in it.
#[must_use]
pub fn skeleton<K: CustomKind>() -> Value {
    json!({
        "apiVersion": format!("{}/{}", resource::GROUP, resource::VERSION),
        "kind": K::KIND,
        "metadata": {},
        "spec": {},
    })
}

/// What a text says of a resource that is to be made: without what an API server or a controller had put there.
///
/// # Errors
/// What tells that it is of another kind, for people.
pub fn made<K: CustomKind>(given: Value) -> Result<Value, String> {
    let expected = skeleton::<K>();
    for key in ["kind", "apiVersion"] {
        if given[key] != expected[key] {
            let wanted = expected[key].as_str().unwrap_or_default();
            return Err(format!("{key} is not \"{wanted}\""));
        }
    }
    let mut object = clean(given);
    drop_nulls(&mut object);
    Ok(object)
}

/// The version a text says it is of.
#[must_use]
pub fn version(given: &Value) -> Option<String> {
    let version = given.pointer("/metadata/resourceVersion")?;
    version.as_str().map(str::to_owned)
}

/// Null and absent say the same of something new, and an API server refuses some nulls.
pub fn drop_nulls(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.retain(|_, field| !field.is_null());
            fields.values_mut().for_each(drop_nulls);
        }
        Value::Array(items) => items.iter_mut().for_each(drop_nulls),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::resource::TemplateKind;

    fn template(name: &str, spec: &Value, labels: &Value) -> Value {
        let mut object = skeleton::<TemplateKind>();
        object["metadata"] = json!({ "name": name, "labels": labels });
        object["spec"] = spec.clone();
        object
    }

    #[test]
    fn a_text_removes_what_it_leaves_out_and_keeps_what_others_did_beside_it() {
        let seen = template(
            "t",
            &json!({ "size": 1, "image": "a" }),
            &json!({ "a": "1" }),
        );
        let live = template(
            "t",
            &json!({ "size": 1, "image": "a", "description": "theirs" }),
            &json!({ "a": "1", "b": "2" }),
        );
        let wanted = template("t", &json!({ "size": 2 }), &json!({}));
        let over_live = json!({
            "metadata": { "labels": { "a": null, "b": null } },
            "spec": { "size": 2, "image": null, "description": null },
        });
        assert_eq!(patch(&live, None, &wanted), Ok(over_live));
        let over_seen = json!({
            "metadata": { "labels": { "a": null } }, "spec": { "size": 2, "image": null },
        });
        assert_eq!(patch(&live, Some(&seen), &wanted), Ok(over_seen));
    }

    #[test]
    fn a_text_of_another_object_is_told_by_what_differs() {
        let live = template("t", &json!({}), &json!({}));
        let other = template("u", &json!({}), &json!({}));
        let reason = "metadata.name is that of another object".to_owned();
        assert_eq!(patch(&live, None, &other), Err(reason));
        let cluster = json!({ "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster" });
        let reason = "kind is not \"AerospikeClusterTemplate\"".to_owned();
        assert_eq!(made::<TemplateKind>(cluster), Err(reason));
    }
}

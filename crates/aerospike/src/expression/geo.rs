//! GeoJSON, as far as it must be sound before a server has it.

use serde_json::Value as Json;

/// The most bytes of one shape.
const MAX_BYTES: usize = 64 * 1024;
/// The most points of one shape.
const MAX_POINTS: usize = 2_000;

/// What a shape is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum GeoShape {
    /// A point.
    Point,
    /// What has an inside: a polygon, several, or a circle.
    Region,
}

/// Whether a text is GeoJSON of a shape the server knows.
///
/// # Errors
/// What is wrong.
pub fn check_geo_json(text: &str, shape: GeoShape) -> Result<(), &'static str> {
    if text.len() > MAX_BYTES {
        return Err("a shape has at most 65,536 bytes");
    }
    let json: Json = serde_json::from_str(text).map_err(|_| "it is not JSON")?;
    let coordinates = json.get("coordinates");
    let kind = json.get("type").and_then(Json::as_str);
    match (kind, shape) {
        (Some("Point"), GeoShape::Point) => point(coordinates).map(drop),
        (Some("Polygon"), GeoShape::Region) => polygon(coordinates).map(drop),
        (Some("MultiPolygon"), GeoShape::Region) => {
            let mut points = 0;
            for one in list(coordinates)? {
                points += polygon(Some(one))?;
            }
            bound(points)
        }
        (Some("AeroCircle"), GeoShape::Region) => match list(coordinates)? {
            [center, radius] => {
                point(Some(center))?;
                match radius.as_f64() {
                    Some(radius) if radius > 0.0 => Ok(()),
                    _ => Err("a circle's radius is a number of metres above 0"),
                }
            }
            _ => Err("a circle has [[longitude, latitude], radius]"),
        },
        (_, GeoShape::Point) => Err("a GeoJSON object of the type Point is needed"),
        (_, GeoShape::Region) => {
            Err("a GeoJSON object of the type Polygon, MultiPolygon or AeroCircle is needed")
        }
    }
}

fn list(json: Option<&Json>) -> Result<&[Json], &'static str> {
    let items = json.and_then(Json::as_array);
    items
        .map(Vec::as_slice)
        .filter(|items| !items.is_empty())
        .ok_or("its coordinates are missing")
}

fn point(json: Option<&Json>) -> Result<[f64; 2], &'static str> {
    let [longitude, latitude] = list(json)? else {
        return Err("a point has [longitude, latitude]");
    };
    let within = |number: &Json, most: f64| number.as_f64().filter(|number| number.abs() <= most);
    let longitude = within(longitude, 180.0).ok_or("a longitude is a number from -180 to 180")?;
    let latitude = within(latitude, 90.0).ok_or("a latitude is a number from -90 to 90")?;
    Ok([longitude, latitude])
}

/// How many points it has.
fn polygon(json: Option<&Json>) -> Result<usize, &'static str> {
    let mut points = 0;
    for ring in list(json)? {
        let ring = list(Some(ring))?;
        if ring.len() < 4 {
            return Err("a polygon's ring has at least four points");
        }
        for one in ring {
            point(Some(one))?;
        }
        if ring.first() != ring.last() {
            return Err("a polygon's ring ends where it begins");
        }
        points += ring.len();
    }
    bound(points).map(|()| points)
}

fn bound(points: usize) -> Result<(), &'static str> {
    if points > MAX_POINTS {
        return Err("a shape has at most 2,000 points");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::{GeoShape::*, check_geo_json};

    #[test]
    fn shapes_the_server_knows_pass_in_their_place_only() {
        let point = r#"{"type":"Point","coordinates":[127.03,37.5]}"#;
        let square = r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1],[0,0]]]}"#;
        let circle = r#"{"type":"AeroCircle","coordinates":[[127.03,37.5],500]}"#;
        let many = r#"{"type":"MultiPolygon","coordinates":[[[[0,0],[1,0],[1,1],[0,0]]]]}"#;
        assert_eq!(check_geo_json(point, Point), Ok(()));
        for region in [square, circle, many] {
            assert_eq!(check_geo_json(region, Region), Ok(()), "{region}");
            assert!(check_geo_json(region, Point).is_err());
        }
        assert!(check_geo_json(point, Region).is_err());
    }

    #[test]
    fn broken_shapes_are_refused() {
        for (text, shape) in [
            ("", Point),
            ("nonsense", Point),
            ("[]", Point),
            (r#"{"type":"Point"}"#, Point),
            (r#"{"type":"Point","coordinates":[1]}"#, Point),
            (r#"{"type":"Point","coordinates":["1",2]}"#, Point),
            (r#"{"type":"Point","coordinates":[181,0]}"#, Point),
            (r#"{"type":"Point","coordinates":[0,91]}"#, Point),
            (
                r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}"#,
                Region,
            ),
            (
                r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,1]]]}"#,
                Region,
            ),
            (r#"{"type":"AeroCircle","coordinates":[[0,0],-1]}"#, Region),
            (
                r#"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#,
                Region,
            ),
        ] {
            assert!(check_geo_json(text, shape).is_err(), "{text}");
        }
    }
}

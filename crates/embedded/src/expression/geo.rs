//! Points and regions on a sphere, written as GeoJSON.

use serde_json::Value as Json;

use crate::proto::reader::Malformed;

/// The radius of the earth, in metres, where it is taken for a sphere.
const EARTH_RADIUS: f64 = 6_371_000.0;
/// Fewest positions of a ring: a triangle that ends where it starts.
const MIN_RING: usize = 4;

/// A direction from the centre of the earth, of length 1.
type Position = [f64; 3];
/// An outline without its last position, which is its first.
type Ring = Vec<Position>;

/// A point or a region.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Shape {
    Point(Position),
    /// Its centre, and its radius as an angle.
    Circle(Position, f64),
    /// Polygons: an outline and the holes in it.
    Polygons(Vec<Vec<Ring>>),
}

impl Shape {
    /// Reads a `Point`, a `Polygon`, a `MultiPolygon`, an `AeroCircle`, or a `Feature` of one of them.
    ///
    /// # Errors
    ///
    /// For text that is no such GeoJSON.
    pub(crate) fn parse(text: &[u8]) -> Result<Self, Malformed> {
        let json: Json = serde_json::from_slice(text).map_err(|_| Malformed)?;
        let geometry = match json.get("geometry") {
            Some(geometry) if json.get("type") == Some(&Json::from("Feature")) => geometry,
            _ => &json,
        };
        let kind = geometry.get("type").and_then(Json::as_str);
        let coordinates = geometry.get("coordinates").ok_or(Malformed)?;
        match kind.ok_or(Malformed)? {
            "Point" => position(coordinates).map(Self::Point),
            "AeroCircle" => {
                let [centre, radius] = list(coordinates)? else {
                    return Err(Malformed);
                };
                let metres = radius.as_f64().filter(|metres| *metres >= 0.0);
                let angle = metres.ok_or(Malformed)? / EARTH_RADIUS;
                Ok(Self::Circle(position(centre)?, angle))
            }
            "Polygon" => Ok(Self::Polygons(vec![polygon(coordinates)?])),
            "MultiPolygon" => {
                let polygons = list(coordinates)?.iter().map(polygon);
                polygons.collect::<Result<_, _>>().map(Self::Polygons)
            }
            _ => Err(Malformed),
        }
    }

    /// Whether one of the two is a point inside the other.
    pub(crate) fn relates(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Point(_), Self::Point(_)) => false,
            (Self::Point(point), region) | (region, Self::Point(point)) => region.contains(point),
            _ => false,
        }
    }

    fn contains(&self, point: &Position) -> bool {
        match self {
            Self::Point(_) => false,
            Self::Circle(centre, radius) => angle(centre, point) <= *radius,
            Self::Polygons(polygons) => polygons.iter().any(|rings| {
                let mut rings = rings.iter();
                let outline = rings.next();
                outline.is_some_and(|outline| surrounds(outline, point))
                    && !rings.any(|hole| surrounds(hole, point))
            }),
        }
    }
}

fn list(json: &Json) -> Result<&[Json], Malformed> {
    json.as_array().map(Vec::as_slice).ok_or(Malformed)
}

/// A pair of longitude and latitude.
fn position(json: &Json) -> Result<Position, Malformed> {
    let [longitude, latitude] = list(json)? else {
        return Err(Malformed);
    };
    let degrees = |json: &Json, most: f64| {
        let degrees = json.as_f64().filter(|degrees| degrees.abs() <= most);
        degrees.map(f64::to_radians).ok_or(Malformed)
    };
    let (longitude, latitude) = (degrees(longitude, 180.0)?, degrees(latitude, 90.0)?);
    Ok([
        latitude.cos() * longitude.cos(),
        latitude.cos() * longitude.sin(),
        latitude.sin(),
    ])
}

fn polygon(json: &Json) -> Result<Vec<Ring>, Malformed> {
    let rings = list(json)?;
    if rings.is_empty() {
        return Err(Malformed);
    }
    rings.iter().map(ring).collect()
}

fn ring(json: &Json) -> Result<Ring, Malformed> {
    let positions = list(json)?.iter().map(position);
    let mut positions = positions.collect::<Result<Ring, _>>()?;
    let is_closed = positions.len() >= MIN_RING && positions.first() == positions.last();
    positions.pop();
    if is_closed {
        Ok(positions)
    } else {
        Err(Malformed)
    }
}

fn dot(left: &Position, right: &Position) -> f64 {
    left.iter()
        .zip(right)
        .map(|(left, right)| left * right)
        .sum()
}

fn cross(left: &Position, right: &Position) -> Position {
    let ([a, b, c], [x, y, z]) = (*left, *right);
    [b * z - c * y, c * x - a * z, a * y - b * x]
}

fn angle(left: &Position, right: &Position) -> f64 {
    let across = cross(left, right);
    dot(&across, &across).sqrt().atan2(dot(left, right))
}

/// Whether a ring of great-circle edges, smaller than half of the sphere, runs around a point: seen
/// from the point, its positions then turn once around.
fn surrounds(ring: &[Position], point: &Position) -> bool {
    let next = ring.iter().cycle().skip(1);
    let turned: f64 = ring
        .iter()
        .zip(next)
        .map(|(from, to)| turn(from, to, point))
        .sum();
    // It runs around the opposite point, too.
    let is_near = ring
        .iter()
        .map(|position| dot(position, point))
        .sum::<f64>()
        > 0.0;
    is_near && turned.abs() > std::f64::consts::PI || ring.contains(point)
}

/// The angle between two directions on the sphere, seen from a point.
fn turn(from: &Position, to: &Position, point: &Position) -> f64 {
    let (from, to) = (tangent(from, point), tangent(to, point));
    dot(point, &cross(&from, &to)).atan2(dot(&from, &to))
}

/// The direction at a point towards a position.
fn tangent(position: &Position, point: &Position) -> Position {
    let along = dot(position, point);
    let [x, y, z] = *position;
    let [a, b, c] = *point;
    [x - along * a, y - along * b, z - along * c]
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Shape;

    fn shape(text: &str) -> Shape {
        Shape::parse(text.as_bytes()).expect("GeoJSON")
    }

    fn point(longitude: f64, latitude: f64) -> Shape {
        shape(&format!(
            r#"{{"type":"Point","coordinates":[{longitude},{latitude}]}}"#
        ))
    }

    #[track_caller]
    fn check(region: &str, (longitude, latitude): (f64, f64), expected: bool) {
        let (region, point) = (shape(region), point(longitude, latitude));
        assert_eq!(region.relates(&point), expected, "{longitude} {latitude}");
        assert_eq!(point.relates(&region), expected);
    }

    #[test]
    fn a_circle_contains_what_is_not_further_than_its_radius() {
        // A degree of a great circle is 111.2 km.
        let circle = r#"{"type":"AeroCircle","coordinates":[[-122.0,37.5],50000.0]}"#;
        check(circle, (-122.0, 37.5), true);
        check(circle, (-122.0, 37.94), true);
        check(circle, (-122.0, 37.96), false);
        check(circle, (-121.45, 37.5), true);
        check(circle, (-121.40, 37.5), false);
        check(circle, (58.0, -37.5), false);
        let date_line = r#"{"type":"AeroCircle","coordinates":[[179.9,0],50000]}"#;
        check(date_line, (-179.9, 0.0), true);
    }

    #[test]
    fn a_polygon_contains_what_its_outline_surrounds_but_its_holes_do_not() {
        let polygon = r#"{"type":"Polygon","coordinates":[
            [[0,0],[10,0],[10,10],[0,10],[0,0]], [[4,4],[6,4],[6,6],[4,6],[4,4]]]}"#;
        check(polygon, (2.0, 2.0), true);
        check(polygon, (5.0, 5.0), false);
        check(polygon, (11.0, 5.0), false);
        check(polygon, (-175.0, -5.0), false);
        let clockwise = r#"{"type":"Polygon","coordinates":[[[0,0],[0,10],[10,10],[10,0],[0,0]]]}"#;
        check(clockwise, (2.0, 2.0), true);
        check(clockwise, (-2.0, 2.0), false);
        // Edges are great circles: between the corners they run north of the parallel.
        check(polygon, (5.0, 10.03), true);
        check(polygon, (5.0, 10.05), false);
        let pole = r#"{"type":"Polygon","coordinates":[[[0,80],[120,80],[-120,80],[0,80]]]}"#;
        check(pole, (45.0, 90.0), true);
        check(pole, (0.0, 79.0), false);
    }

    #[test]
    fn features_and_several_polygons_are_read() {
        let several = r#"{"type":"Feature","geometry":{"type":"MultiPolygon","coordinates":[
            [[[0,0],[1,0],[1,1],[0,0]]], [[[5,5],[6,5],[6,6],[5,5]]]]}}"#;
        check(several, (0.7, 0.5), true);
        check(several, (5.7, 5.5), true);
        check(several, (3.0, 3.0), false);
    }

    #[test]
    fn two_points_and_two_regions_do_not_relate() {
        assert!(!point(1.0, 1.0).relates(&point(1.0, 1.0)));
        let circle = shape(r#"{"type":"AeroCircle","coordinates":[[1,1],10]}"#);
        assert!(!circle.relates(&circle));
    }

    #[test]
    fn what_is_no_geojson_of_a_known_type_is_refused() {
        for text in [
            "",
            "[",
            "{}",
            "7",
            r#"{"type":"Point"}"#,
            r#"{"type":"Point","coordinates":[1]}"#,
            r#"{"type":"Point","coordinates":[1,"2"]}"#,
            r#"{"type":"Point","coordinates":[181,0]}"#,
            r#"{"type":"Point","coordinates":[0,-90.1]}"#,
            r#"{"type":"LineString","coordinates":[[0,0],[1,1]]}"#,
            r#"{"type":"AeroCircle","coordinates":[[0,0],-1]}"#,
            r#"{"type":"Polygon","coordinates":[]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[0,0]]]}"#,
            r#"{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[2,2]]]}"#,
        ] {
            assert!(Shape::parse(text.as_bytes()).is_err(), "{text}");
        }
    }

    proptest! {
        #[test]
        fn small_boxes_contain_their_middle_wherever_they_are(
            longitude in -170.0..170.0_f64,
            latitude in -70.0..70.0_f64,
        ) {
            let [west, east] = [longitude - 1.0, longitude + 1.0];
            let [south, north] = [latitude - 1.0, latitude + 1.0];
            let region = shape(&format!(
                r#"{{"type":"Polygon","coordinates":[[[{west},{south}],[{east},{south}],[{east},{north}],[{west},{north}],[{west},{south}]]]}}"#
            ));
            prop_assert!(region.relates(&point(longitude, latitude)));
            prop_assert!(!region.relates(&point(longitude + 3.0, latitude)));
            prop_assert!(!region.relates(&point(longitude, -latitude - 10.0)) || (latitude + 5.0).abs() < 1.0);
        }
    }
}

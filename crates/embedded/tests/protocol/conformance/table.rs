//! The steps of captures that are answered otherwise, and how.
//!
//! An answer is `result N` for messages and the text for info; `…` at its end stands for any rest.

/// The steps of one capture, each with the answer to each of its requests.
pub(super) type Steps = &'static [(&'static str, &'static [&'static str])];

pub(super) const LATER: &[(&str, Steps)] = &[
    // GeoJSON without its cells; HyperLogLog made by operations.
    (
        "02-put-types",
        &[
            ("get it back (23)", &["result 0"]),
            ("get it back (24)", &["result 0"]),
            ("HLL add with 4 index bits", &["result 4"]),
            ("get it back (29)", &["result 2"]),
        ],
    ),
    // Bit operations.
    (
        "07-operate",
        &[("bitwise: write bytes, count, or", &["result 4"])],
    ),
    // Texts have another number in entries; expressions are listed as they were sent.
    (
        "11-index-and-query",
        &[
            (
                "query t = \"v1\" over partitions 0..2047, bin n only",
                &["result 0"],
            ),
            (
                "sindex-list (2)",
                &[
                    "ns=test:indexname=scan_n:set=scan:bin=n:type=numeric:indextype=default:context=null:exp=null:state=RW;\
                     ns=test:indexname=scan_t:set=scan:bin=t:type=string:indextype=default:context=null:exp=null:state=RW;\
                     ns=test:indexname=scan_l:set=scan:bin=l:type=numeric:indextype=list:context=null:exp=null:state=RW;\
                     ns=test:indexname=scan_e:set=scan:bin=null:type=numeric:indextype=default:context=null:exp=kxSTUQKhbgE=:state=RW;\
                     ns=test:indexname=scan_g:set=scan:bin=g:type=geo2dsphere:indextype=default:context=null:exp=null:state=RW;\
                     ns=test:indexname=scan_set:set=scan:indextype=set",
                ],
            ),
        ],
    ),
    // Contents are told apart by another hash.
    (
        "15-udf",
        &[
            ("put the module", &["ok", "filename=wire.lua,hash=…"]),
            ("list modules", &["filename=wire.lua,hash=…"]),
        ],
    ),
    // Queries of other captures.
    ("16-background", &[("query-show", &["trid=…"])]),
    // What was to come when this was captured may have come.
    (
        "17-truncate",
        &[("truncate with a time in the future", &["…"])],
    ),
    // Addresses, keys, sets and settings of another machine.
    (
        "18-info",
        &[
            (
                "info 'sets/test'",
                &["ns=test:set=wire:objects=34:tombstones=0:…"],
            ),
            ("info 'service-clear-std'", &["127.0.0.1:…"]),
            ("info 'cluster-stable'", &["…"]),
            (
                "info 'namespace/bar'",
                &["ns_cluster_size=1;effective_replication_factor=1;objects=0;…"],
            ),
            ("info 'sets/test/wire'", &["objects=34:tombstones=0:…"]),
            ("info 'sindex-list:'", &[""]),
            (
                "info 'get-config:context=namespace;namespace=bar'",
                &["active-rack=0;allow-ttl-without-nsup=false;…"],
            ),
            (
                "raw client: empty body (all default values)",
                &["features\tbatch-any;batch-index;…"],
            ),
        ],
    ),
];

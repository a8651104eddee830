//! The counters a node keeps for each namespace, in the order it lists them.
//!
//! All counters of a Community Edition node are here, also those of features an in-memory node
//! never uses: such a counter is truly zero.

/// Declares [`NamespaceCounter`]: a variant and the name it is listed under.
macro_rules! namespace_counters {
    ($($variant:ident => $name:literal,)*) => {
        /// A counter of a namespace. Counts since the node started and never goes down.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum NamespaceCounter {
            $($variant,)*
        }

        impl NamespaceCounter {
            /// All counters, in the order a node lists them.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)*];

            /// The name a node lists the counter under.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)*
                }
            }
        }
    };
}

namespace_counters! {
    ClientTsvcError => "client_tsvc_error",
    ClientTsvcTimeout => "client_tsvc_timeout",
    ClientProxyComplete => "client_proxy_complete",
    ClientProxyError => "client_proxy_error",
    ClientProxyTimeout => "client_proxy_timeout",
    ClientReadSuccess => "client_read_success",
    ClientReadError => "client_read_error",
    ClientReadTimeout => "client_read_timeout",
    ClientReadNotFound => "client_read_not_found",
    ClientReadFilteredOut => "client_read_filtered_out",
    ClientWriteSuccess => "client_write_success",
    ClientWriteError => "client_write_error",
    ClientWriteTimeout => "client_write_timeout",
    ClientWriteFilteredOut => "client_write_filtered_out",
    XdrClientWriteSuccess => "xdr_client_write_success",
    XdrClientWriteError => "xdr_client_write_error",
    XdrClientWriteTimeout => "xdr_client_write_timeout",
    ClientDeleteSuccess => "client_delete_success",
    ClientDeleteError => "client_delete_error",
    ClientDeleteTimeout => "client_delete_timeout",
    ClientDeleteNotFound => "client_delete_not_found",
    ClientDeleteFilteredOut => "client_delete_filtered_out",
    XdrClientDeleteSuccess => "xdr_client_delete_success",
    XdrClientDeleteError => "xdr_client_delete_error",
    XdrClientDeleteTimeout => "xdr_client_delete_timeout",
    XdrClientDeleteNotFound => "xdr_client_delete_not_found",
    ClientUdfComplete => "client_udf_complete",
    ClientUdfError => "client_udf_error",
    ClientUdfTimeout => "client_udf_timeout",
    ClientUdfFilteredOut => "client_udf_filtered_out",
    ClientLangReadSuccess => "client_lang_read_success",
    ClientLangWriteSuccess => "client_lang_write_success",
    ClientLangDeleteSuccess => "client_lang_delete_success",
    ClientLangError => "client_lang_error",
    FromProxyTsvcError => "from_proxy_tsvc_error",
    FromProxyTsvcTimeout => "from_proxy_tsvc_timeout",
    FromProxyReadSuccess => "from_proxy_read_success",
    FromProxyReadError => "from_proxy_read_error",
    FromProxyReadTimeout => "from_proxy_read_timeout",
    FromProxyReadNotFound => "from_proxy_read_not_found",
    FromProxyReadFilteredOut => "from_proxy_read_filtered_out",
    FromProxyWriteSuccess => "from_proxy_write_success",
    FromProxyWriteError => "from_proxy_write_error",
    FromProxyWriteTimeout => "from_proxy_write_timeout",
    FromProxyWriteFilteredOut => "from_proxy_write_filtered_out",
    XdrFromProxyWriteSuccess => "xdr_from_proxy_write_success",
    XdrFromProxyWriteError => "xdr_from_proxy_write_error",
    XdrFromProxyWriteTimeout => "xdr_from_proxy_write_timeout",
    FromProxyDeleteSuccess => "from_proxy_delete_success",
    FromProxyDeleteError => "from_proxy_delete_error",
    FromProxyDeleteTimeout => "from_proxy_delete_timeout",
    FromProxyDeleteNotFound => "from_proxy_delete_not_found",
    FromProxyDeleteFilteredOut => "from_proxy_delete_filtered_out",
    XdrFromProxyDeleteSuccess => "xdr_from_proxy_delete_success",
    XdrFromProxyDeleteError => "xdr_from_proxy_delete_error",
    XdrFromProxyDeleteTimeout => "xdr_from_proxy_delete_timeout",
    XdrFromProxyDeleteNotFound => "xdr_from_proxy_delete_not_found",
    FromProxyUdfComplete => "from_proxy_udf_complete",
    FromProxyUdfError => "from_proxy_udf_error",
    FromProxyUdfTimeout => "from_proxy_udf_timeout",
    FromProxyUdfFilteredOut => "from_proxy_udf_filtered_out",
    FromProxyLangReadSuccess => "from_proxy_lang_read_success",
    FromProxyLangWriteSuccess => "from_proxy_lang_write_success",
    FromProxyLangDeleteSuccess => "from_proxy_lang_delete_success",
    FromProxyLangError => "from_proxy_lang_error",
    BatchSubTsvcError => "batch_sub_tsvc_error",
    BatchSubTsvcTimeout => "batch_sub_tsvc_timeout",
    BatchSubProxyComplete => "batch_sub_proxy_complete",
    BatchSubProxyError => "batch_sub_proxy_error",
    BatchSubProxyTimeout => "batch_sub_proxy_timeout",
    BatchSubReadSuccess => "batch_sub_read_success",
    BatchSubReadError => "batch_sub_read_error",
    BatchSubReadTimeout => "batch_sub_read_timeout",
    BatchSubReadNotFound => "batch_sub_read_not_found",
    BatchSubReadFilteredOut => "batch_sub_read_filtered_out",
    BatchSubWriteSuccess => "batch_sub_write_success",
    BatchSubWriteError => "batch_sub_write_error",
    BatchSubWriteTimeout => "batch_sub_write_timeout",
    BatchSubWriteFilteredOut => "batch_sub_write_filtered_out",
    BatchSubDeleteSuccess => "batch_sub_delete_success",
    BatchSubDeleteError => "batch_sub_delete_error",
    BatchSubDeleteTimeout => "batch_sub_delete_timeout",
    BatchSubDeleteNotFound => "batch_sub_delete_not_found",
    BatchSubDeleteFilteredOut => "batch_sub_delete_filtered_out",
    BatchSubUdfComplete => "batch_sub_udf_complete",
    BatchSubUdfError => "batch_sub_udf_error",
    BatchSubUdfTimeout => "batch_sub_udf_timeout",
    BatchSubUdfFilteredOut => "batch_sub_udf_filtered_out",
    BatchSubLangReadSuccess => "batch_sub_lang_read_success",
    BatchSubLangWriteSuccess => "batch_sub_lang_write_success",
    BatchSubLangDeleteSuccess => "batch_sub_lang_delete_success",
    BatchSubLangError => "batch_sub_lang_error",
    FromProxyBatchSubTsvcError => "from_proxy_batch_sub_tsvc_error",
    FromProxyBatchSubTsvcTimeout => "from_proxy_batch_sub_tsvc_timeout",
    FromProxyBatchSubReadSuccess => "from_proxy_batch_sub_read_success",
    FromProxyBatchSubReadError => "from_proxy_batch_sub_read_error",
    FromProxyBatchSubReadTimeout => "from_proxy_batch_sub_read_timeout",
    FromProxyBatchSubReadNotFound => "from_proxy_batch_sub_read_not_found",
    FromProxyBatchSubReadFilteredOut => "from_proxy_batch_sub_read_filtered_out",
    FromProxyBatchSubWriteSuccess => "from_proxy_batch_sub_write_success",
    FromProxyBatchSubWriteError => "from_proxy_batch_sub_write_error",
    FromProxyBatchSubWriteTimeout => "from_proxy_batch_sub_write_timeout",
    FromProxyBatchSubWriteFilteredOut => "from_proxy_batch_sub_write_filtered_out",
    FromProxyBatchSubDeleteSuccess => "from_proxy_batch_sub_delete_success",
    FromProxyBatchSubDeleteError => "from_proxy_batch_sub_delete_error",
    FromProxyBatchSubDeleteTimeout => "from_proxy_batch_sub_delete_timeout",
    FromProxyBatchSubDeleteNotFound => "from_proxy_batch_sub_delete_not_found",
    FromProxyBatchSubDeleteFilteredOut => "from_proxy_batch_sub_delete_filtered_out",
    FromProxyBatchSubUdfComplete => "from_proxy_batch_sub_udf_complete",
    FromProxyBatchSubUdfError => "from_proxy_batch_sub_udf_error",
    FromProxyBatchSubUdfTimeout => "from_proxy_batch_sub_udf_timeout",
    FromProxyBatchSubUdfFilteredOut => "from_proxy_batch_sub_udf_filtered_out",
    FromProxyBatchSubLangReadSuccess => "from_proxy_batch_sub_lang_read_success",
    FromProxyBatchSubLangWriteSuccess => "from_proxy_batch_sub_lang_write_success",
    FromProxyBatchSubLangDeleteSuccess => "from_proxy_batch_sub_lang_delete_success",
    FromProxyBatchSubLangError => "from_proxy_batch_sub_lang_error",
    UdfSubTsvcError => "udf_sub_tsvc_error",
    UdfSubTsvcTimeout => "udf_sub_tsvc_timeout",
    UdfSubUdfComplete => "udf_sub_udf_complete",
    UdfSubUdfError => "udf_sub_udf_error",
    UdfSubUdfTimeout => "udf_sub_udf_timeout",
    UdfSubUdfFilteredOut => "udf_sub_udf_filtered_out",
    UdfSubLangReadSuccess => "udf_sub_lang_read_success",
    UdfSubLangWriteSuccess => "udf_sub_lang_write_success",
    UdfSubLangDeleteSuccess => "udf_sub_lang_delete_success",
    UdfSubLangError => "udf_sub_lang_error",
    OpsSubTsvcError => "ops_sub_tsvc_error",
    OpsSubTsvcTimeout => "ops_sub_tsvc_timeout",
    OpsSubWriteSuccess => "ops_sub_write_success",
    OpsSubWriteError => "ops_sub_write_error",
    OpsSubWriteTimeout => "ops_sub_write_timeout",
    OpsSubWriteFilteredOut => "ops_sub_write_filtered_out",
    DupResAsk => "dup_res_ask",
    DupResRespondRead => "dup_res_respond_read",
    DupResRespondNoRead => "dup_res_respond_no_read",
    RetransmitAllReadDupRes => "retransmit_all_read_dup_res",
    RetransmitAllWriteDupRes => "retransmit_all_write_dup_res",
    RetransmitAllDeleteDupRes => "retransmit_all_delete_dup_res",
    RetransmitAllUdfDupRes => "retransmit_all_udf_dup_res",
    RetransmitAllBatchSubReadDupRes => "retransmit_all_batch_sub_read_dup_res",
    RetransmitAllBatchSubWriteDupRes => "retransmit_all_batch_sub_write_dup_res",
    RetransmitAllBatchSubDeleteDupRes => "retransmit_all_batch_sub_delete_dup_res",
    RetransmitAllBatchSubUdfDupRes => "retransmit_all_batch_sub_udf_dup_res",
    RetransmitUdfSubDupRes => "retransmit_udf_sub_dup_res",
    RetransmitOpsSubDupRes => "retransmit_ops_sub_dup_res",
    RetransmitAllReadReplPing => "retransmit_all_read_repl_ping",
    RetransmitAllBatchSubReadReplPing => "retransmit_all_batch_sub_read_repl_ping",
    RetransmitAllWriteReplWrite => "retransmit_all_write_repl_write",
    RetransmitAllDeleteReplWrite => "retransmit_all_delete_repl_write",
    RetransmitAllUdfReplWrite => "retransmit_all_udf_repl_write",
    RetransmitAllBatchSubWriteReplWrite => "retransmit_all_batch_sub_write_repl_write",
    RetransmitAllBatchSubDeleteReplWrite => "retransmit_all_batch_sub_delete_repl_write",
    RetransmitAllBatchSubUdfReplWrite => "retransmit_all_batch_sub_udf_repl_write",
    RetransmitUdfSubReplWrite => "retransmit_udf_sub_repl_write",
    RetransmitOpsSubReplWrite => "retransmit_ops_sub_repl_write",
    PiQueryShortBasicComplete => "pi_query_short_basic_complete",
    PiQueryShortBasicError => "pi_query_short_basic_error",
    PiQueryShortBasicTimeout => "pi_query_short_basic_timeout",
    PiQueryLongBasicComplete => "pi_query_long_basic_complete",
    PiQueryLongBasicError => "pi_query_long_basic_error",
    PiQueryLongBasicAbort => "pi_query_long_basic_abort",
    PiQueryAggrComplete => "pi_query_aggr_complete",
    PiQueryAggrError => "pi_query_aggr_error",
    PiQueryAggrAbort => "pi_query_aggr_abort",
    PiQueryUdfBgComplete => "pi_query_udf_bg_complete",
    PiQueryUdfBgError => "pi_query_udf_bg_error",
    PiQueryUdfBgAbort => "pi_query_udf_bg_abort",
    PiQueryOpsBgComplete => "pi_query_ops_bg_complete",
    PiQueryOpsBgError => "pi_query_ops_bg_error",
    PiQueryOpsBgAbort => "pi_query_ops_bg_abort",
    SiQueryShortBasicComplete => "si_query_short_basic_complete",
    SiQueryShortBasicError => "si_query_short_basic_error",
    SiQueryShortBasicTimeout => "si_query_short_basic_timeout",
    SiQueryLongBasicComplete => "si_query_long_basic_complete",
    SiQueryLongBasicError => "si_query_long_basic_error",
    SiQueryLongBasicAbort => "si_query_long_basic_abort",
    SiQueryAggrComplete => "si_query_aggr_complete",
    SiQueryAggrError => "si_query_aggr_error",
    SiQueryAggrAbort => "si_query_aggr_abort",
    SiQueryUdfBgComplete => "si_query_udf_bg_complete",
    SiQueryUdfBgError => "si_query_udf_bg_error",
    SiQueryUdfBgAbort => "si_query_udf_bg_abort",
    SiQueryOpsBgComplete => "si_query_ops_bg_complete",
    SiQueryOpsBgError => "si_query_ops_bg_error",
    SiQueryOpsBgAbort => "si_query_ops_bg_abort",
    GeoRegionQueryReqs => "geo_region_query_reqs",
    GeoRegionQueryCells => "geo_region_query_cells",
    GeoRegionQueryPoints => "geo_region_query_points",
    GeoRegionQueryFalsepos => "geo_region_query_falsepos",
    ReadTouchTsvcError => "read_touch_tsvc_error",
    ReadTouchTsvcTimeout => "read_touch_tsvc_timeout",
    ReadTouchSuccess => "read_touch_success",
    ReadTouchError => "read_touch_error",
    ReadTouchTimeout => "read_touch_timeout",
    ReadTouchSkip => "read_touch_skip",
    ReReplTsvcError => "re_repl_tsvc_error",
    ReReplTsvcTimeout => "re_repl_tsvc_timeout",
    ReReplSuccess => "re_repl_success",
    ReReplError => "re_repl_error",
    ReReplTimeout => "re_repl_timeout",
    MrtVerifyReadSuccess => "mrt_verify_read_success",
    MrtVerifyReadError => "mrt_verify_read_error",
    MrtVerifyReadTimeout => "mrt_verify_read_timeout",
    MrtRollForwardSuccess => "mrt_roll_forward_success",
    MrtRollForwardError => "mrt_roll_forward_error",
    MrtRollForwardTimeout => "mrt_roll_forward_timeout",
    MrtMonitorRollForwardSuccess => "mrt_monitor_roll_forward_success",
    MrtMonitorRollForwardError => "mrt_monitor_roll_forward_error",
    MrtMonitorRollForwardTimeout => "mrt_monitor_roll_forward_timeout",
    MrtRollBackSuccess => "mrt_roll_back_success",
    MrtRollBackError => "mrt_roll_back_error",
    MrtRollBackTimeout => "mrt_roll_back_timeout",
    MrtMonitorRollBackSuccess => "mrt_monitor_roll_back_success",
    MrtMonitorRollBackError => "mrt_monitor_roll_back_error",
    MrtMonitorRollBackTimeout => "mrt_monitor_roll_back_timeout",
    FailXdrForbidden => "fail_xdr_forbidden",
    FailKeyBusy => "fail_key_busy",
    FailXdrKeyBusy => "fail_xdr_key_busy",
    FailGeneration => "fail_generation",
    FailRecordTooBig => "fail_record_too_big",
    FailClientLostConflict => "fail_client_lost_conflict",
    FailXdrLostConflict => "fail_xdr_lost_conflict",
    FailMrtBlocked => "fail_mrt_blocked",
    FailMrtVersionMismatch => "fail_mrt_version_mismatch",
    DeletedLastBin => "deleted_last_bin",
    MrtMonitorRollTombstoneCreates => "mrt_monitor_roll_tombstone_creates",
    TtlReductionsIgnored => "ttl_reductions_ignored",
    TtlReductionsApplied => "ttl_reductions_applied",
}

impl NamespaceCounter {
    /// Number of counters.
    pub const COUNT: usize = Self::ALL.len();

    /// Position in [`Self::ALL`], for arrays of counters.
    #[must_use]
    pub const fn index(self) -> usize {
        self as usize
    }
}

/// The values of all counters of a namespace at one moment. Zero by default.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CounterSnapshot([u64; NamespaceCounter::COUNT]);

impl CounterSnapshot {
    /// A snapshot whose values are read one by one.
    pub fn from_fn(mut read: impl FnMut(NamespaceCounter) -> u64) -> Self {
        let mut snapshot = Self::default();
        for &counter in NamespaceCounter::ALL {
            snapshot.set(counter, read(counter));
        }
        snapshot
    }

    /// The value of a counter.
    #[must_use]
    pub fn get(&self, counter: NamespaceCounter) -> u64 {
        self.0[counter.index()]
    }

    /// Sets the value of a counter.
    pub fn set(&mut self, counter: NamespaceCounter, value: u64) {
        self.0[counter.index()] = value;
    }
}

impl Default for CounterSnapshot {
    fn default() -> Self {
        Self([0; NamespaceCounter::COUNT])
    }
}

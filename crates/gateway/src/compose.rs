//! The one place where all modules meet.

use std::sync::Arc;

use acm_core::{Module, ModuleHooks};
use acm_graph::AnyFeedItem;
use async_graphql::{
    MergedObject, MergedSubscription, OutputType, SDLExportOptions, SubscriptionType,
    registry::Registry,
};

use crate::{
    executor::{Engine, Window},
    limits::Limits,
};

/// Names the modules once and derives from that: the merged roots, the configuration's sections,
/// the list of hooks and the schema of each module alone.
macro_rules! compose {
    ($($field:ident: $module:ty),+ $(,)?) => {
        /// Everything that can be asked.
        #[derive(Default, MergedObject)]
        pub struct Query($(<$module as Module>::Query),+, Window);

        impl Query {
            /// The same with an open window.
            fn open() -> Self {
                Self($(<$module as Module>::Query::default()),+, Window::OPEN)
            }
        }

        /// Everything that can be changed. Fields run one after the other, in the order they stand.
        #[derive(Default, MergedObject)]
        pub struct Mutation($(<$module as Module>::Mutation),+);

        /// Everything that can be followed. The first item is always the present state.
        #[derive(Default, MergedSubscription)]
        pub struct Subscription($(<$module as Module>::Subscription),+);

        /// A section of the configuration for each module.
        #[derive(Clone, Debug, Default, serde::Deserialize, serde::Serialize)]
        #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
        pub struct ModuleConfigs {
            $(
                #[doc = concat!("Settings of the module `", stringify!($field), "`.")]
                pub $field: <$module as Module>::Config,
            )+
        }

        /// The modules of a running server.
        pub struct Modules {
            $(
                #[doc = concat!("The module `", stringify!($field), "`.")]
                pub $field: $module,
            )+
        }

        impl Modules {
            /// Hooks of every module, in order of composition.
            #[must_use]
            pub fn hooks(&self) -> Vec<Arc<dyn ModuleHooks>> {
                vec![$(self.$field.hooks()),+]
            }

            /// The schema with every module's state in it.
            #[must_use]
            pub fn schemas(&self, limits: &Limits) -> Schemas {
                Schemas::new(limits, |schema| {
                    $(let schema = self.$field.provide(schema);)+
                    schema
                })
            }
        }

        /// Each module's name with the SDL of its fields alone, without state: for inspection.
        #[must_use]
        pub fn module_schemas() -> Vec<(&'static str, String)> {
            vec![$((
                <$module as Module>::NAME,
                async_graphql::Schema::build(
                    <$module as Module>::Query::default(),
                    <$module as Module>::Mutation::default(),
                    <$module as Module>::Subscription::default(),
                )
                .finish()
                .sdl(),
            )),+]
        }
    };
}

compose! {
    system: crate::system::System,
    connections: acm_connections::Connections,
    data: acm_data::Data,
    admin: acm_admin::Admin,
    udf: acm_udf::Udf,
    terminal: acm_terminal::Terminal,
    k8s_clusters: acm_k8s_clusters::K8sClusters,
    k8s_templates: acm_k8s_templates::K8sTemplates,
}

/// The schema of this server.
pub type Schema = async_graphql::Schema<Query, Mutation, Subscription>;

type Builder = async_graphql::SchemaBuilder<Query, Mutation, Subscription>;

/// The schema, and what runs its operations without it.
#[derive(Clone)]
pub struct Schemas {
    /// Every rule is checked.
    pub checked: Schema,
    /// Nothing is checked: for operations known to pass.
    pub(crate) engine: Option<Engine>,
}

impl Schemas {
    /// Looks at the types of the schema, as the engine knows them.
    pub(crate) fn look<T>(&self, look: impl FnOnce(&Registry) -> T) -> T {
        match &self.engine {
            Some(engine) => look(engine.registry()),
            None => look(&registry()),
        }
    }

    /// Both, with what `provide` puts in.
    pub fn new(limits: &Limits, provide: impl FnOnce(Builder) -> Builder) -> Self {
        let checked = provide(builder(limits, Query::open())).finish();
        Self {
            engine: Engine::of(&checked),
            checked,
        }
    }
}

fn builder(limits: &Limits, query: Query) -> Builder {
    Schema::build(query, Mutation::default(), Subscription::default())
        .register_output_type::<AnyFeedItem>()
        .limit_depth(limits.max_depth)
        .limit_recursive_depth(limits.max_depth * 2)
        .limit_aliases(limits.max_aliases)
        .limit_directives(limits.max_directives)
        .disable_suggestions()
}

/// The types of the schema, as the engine knows them.
pub(crate) fn registry() -> Registry {
    let mut registry = Registry::default();
    Query::create_type_info(&mut registry);
    Mutation::create_type_info(&mut registry);
    Subscription::create_type_info(&mut registry);
    AnyFeedItem::create_type_info(&mut registry);
    registry
}

/// The whole contract as SDL, sorted, as `schema/schema.graphql` holds it.
#[must_use]
pub fn schema_sdl() -> String {
    let options = SDLExportOptions::new()
        .sorted_fields()
        .sorted_arguments()
        .sorted_enum_items()
        .include_specified_by();
    let sdl = builder(&Limits::default(), Query::default())
        .with_sorted_fields()
        .with_sorted_enums()
        .finish()
        .sdl_with_options(options);
    format!("{}\n", sdl.trim())
}

/// The schema without any module's state: for inspection, and to see that every guard refuses.
#[must_use]
pub fn contract_schema() -> Schema {
    builder(&Limits::default(), Query::default()).finish()
}

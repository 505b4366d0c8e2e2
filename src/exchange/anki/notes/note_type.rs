//! Note types with their templates read.

use std::cell::{OnceCell, RefCell};
use std::collections::{BTreeSet, HashMap, HashSet};

use super::super::collection::NoteType;
use super::super::template::{Node, TemplateError, fields_of, parse};
use crate::deck::text::safe_line;
use crate::exchange::material::RemarkKind;

pub(super) struct Types<'c>(HashMap<i64, PreparedType<'c>>);

pub(super) struct PreparedType<'c> {
    pub(super) own: &'c NoteType,
    templates: Vec<OnceCell<Result<Sides, TemplateError>>>,
    /// Filters of its templates that are none of Anki's.
    pub(super) unknown: RefCell<BTreeSet<String>>,
    /// Fields that the templates in use name.
    shown: OnceCell<HashSet<&'c str>>,
}

/// Both templates of a card.
pub(super) struct Sides {
    pub(super) front: Vec<Node>,
    pub(super) back: Vec<Node>,
}

impl<'c> Types<'c> {
    pub(super) fn new(types: &'c [NoteType]) -> Self {
        let prepared = |own: &'c NoteType| PreparedType {
            own,
            templates: own.templates.iter().map(|_| OnceCell::new()).collect(),
            unknown: RefCell::default(),
            shown: OnceCell::new(),
        };
        Self(types.iter().map(|own| (own.id, prepared(own))).collect())
    }

    pub(super) fn get(&self, id: i64) -> Option<&PreparedType<'c>> {
        self.0.get(&id)
    }

    /// What is true of all notes of a type.
    pub(super) fn remarks(&self) -> Vec<(RemarkKind, String)> {
        let mut used: Vec<&PreparedType> = self.0.values().filter(|of| of.shown.get().is_some()).collect();
        used.sort_by_key(|of| (&of.own.name, of.own.id));
        let mut remarks = Vec::new();
        for of in used {
            let name = safe_line(&of.own.name);
            for field in of.own.fields.iter().filter(|field| !of.shows(field)) {
                let what = format!("the field {} of the note type {name} is on no card", safe_line(field));
                remarks.push((RemarkKind::Left, what));
            }
            for filter in of.unknown.borrow().iter() {
                let what = format!("the filter {} of the note type {name} is not known", safe_line(filter));
                remarks.push((RemarkKind::Changed, what));
            }
        }
        remarks
    }
}

impl<'c> PreparedType<'c> {
    pub(super) fn sides(&self, ord: usize) -> Result<&Sides, TemplateError> {
        let (Some(cell), Some(template)) = (self.templates.get(ord), self.own.templates.get(ord)) else {
            return Err(TemplateError::NoTemplate);
        };
        let read = || Ok(Sides { front: parse(&template.front)?, back: parse(&template.back)? });
        cell.get_or_init(read).as_ref().map_err(Clone::clone)
    }

    /// Whether a template names the field.
    pub(super) fn shows(&self, field: &str) -> bool {
        let shown = self.shown.get_or_init(|| {
            let own: HashSet<&'c str> = self.own.fields.iter().map(String::as_str).collect();
            let mut shown = HashSet::new();
            for ord in 0..self.templates.len() {
                let Ok(sides) = self.sides(ord) else { continue };
                let mut names = Vec::new();
                fields_of(&sides.front, &mut names);
                fields_of(&sides.back, &mut names);
                shown.extend(names.into_iter().filter_map(|name| own.get(name).copied()));
            }
            shown
        });
        shown.contains(field)
    }
}

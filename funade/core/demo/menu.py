"""What one facility can offer: the recipes that fit it, with the departments it has for them."""

from dataclasses import dataclass
from functools import cache
from typing import Final

from funade.core.demo import recipes_care, recipes_checkup, recipes_duty, recipes_fulltime
from funade.core.demo.dice import Table
from funade.core.demo.recipes import Kitchen, Recipe

RECIPES: Final = (
    *recipes_care.RECIPES,
    *recipes_duty.RECIPES,
    *recipes_checkup.RECIPES,
    *recipes_fulltime.RECIPES,
)


@dataclass(frozen=True, slots=True)
class Dish:
    """A recipe at one facility: for which departments, in which slots."""

    recipe: Recipe
    departments: Table[str]
    slots: Table[str]


@cache
def menu(kind: str, kitchen: Kitchen) -> Table[Dish]:
    """The dishes of one kind of posting; empty if the facility offers none."""
    return Table(
        (_dish(recipe, kitchen), recipe.offers.get(kind, 0))
        for recipe in RECIPES
        if recipe.fits(kitchen)
    )


def _dish(recipe: Recipe, kitchen: Kitchen) -> Dish:
    return Dish(recipe, recipe.choices(kitchen.lineup), Table(recipe.slots.items()))

using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace Querent.Generators.Diagnostics;

/// <summary>Every rule, for the analyzer that has to announce them.</summary>
internal static class AllRules
{
    public static readonly ImmutableArray<DiagnosticDescriptor> Descriptors =
    [
        RowRules.NotPartial,
        RowRules.ContainingTypeNotPartial,
        RowRules.NotARecord,
        RowRules.Generic,
        RowRules.Abstract,
        RowRules.NoQuery,
        RowRules.QueryNotRequired,
        RowRules.ReservedName,
        RowRules.LanguageTooOld,
        RowRules.UnsuitableInput,
        RowRules.InputLacksProperty,
        RowRules.InputPropertyMismatch,
        RowRules.NotMakeable,
        RowRules.FileLocal,
        RowRules.BadTokenLimit,
        RowRules.QueryNotSettable,
        RowRules.NotCompleted,
        TemplateRules.Unclosed,
        TemplateRules.EmptyPlaceholder,
        TemplateRules.Unexpected,
        TemplateRules.UnclosedString,
        TemplateRules.Unsupported,
        TemplateRules.EmptyTemplate,
        TemplateRules.PlaceholderInSystem,
        TemplateRules.UnclosedBlock,
        TemplateRules.UnknownTag,
        TemplateRules.MisplacedTag,
        BindingRules.UnknownMember,
        BindingRules.UnknownFilter,
        BindingRules.BadFilterArgument,
        BindingRules.NullableWithoutDefault,
        BindingRules.NoTextForm,
        BindingRules.AnswerOfAnotherQuery,
        BindingRules.FilterDoesNotApply,
        BindingRules.UnlikeTypes,
        BindingRules.UnknownEnumMember,
        BindingRules.NotALoop,
        BindingRules.NullableUse,
        BindingRules.PromptFile,
        BindingRules.NoItems,
        BindingRules.UnknownTest,
        AnswerRules.UnsupportedType,
        AnswerRules.RangeDoesNotFit,
        AnswerRules.TooManyProperties,
        AnswerRules.NameCollision,
        ColumnRules.Collision,
        ColumnRules.LeftOut,
        AdviceRules.BrokenPrefix,
        AdviceRules.UnusedInput,
        AdviceRules.ObscureEnum,
        AdviceRules.OverBudget,
    ];
}

namespace Querent.Generators.Discovery;

/// <summary>The metadata names of the attributes that mean something to us.</summary>
internal static class KnownNames
{
    public const string QueryRow = "Querent.QueryRowAttribute";
    public const string Query = "Querent.QueryAttribute";
    public const string QueryMatrix = "Querent.QueryMatrixAttribute";
    public const string CaseStudy = "Querent.CaseStudyAttribute";
    public const string Criterion = "Querent.CriterionAttribute";
    public const string Image = "Querent.ImageAttribute";
    public const string RowKey = "Querent.RowKeyAttribute";
    public const string TokenBudget = "Querent.TokenBudgetAttribute";
    public const string Lookup = "Querent.LookupAttribute";
    public const string Example = "Querent.ExampleAttribute";
    public const string Key = "System.ComponentModel.DataAnnotations.KeyAttribute";
    public const string Obsolete = "System.ObsoleteAttribute";
    public const string Description = "System.ComponentModel.DescriptionAttribute";
    public const string ValidatableObject = "System.ComponentModel.DataAnnotations.IValidatableObject";
    public const string AllowNull = "System.Diagnostics.CodeAnalysis.AllowNullAttribute";
    public const string DisallowNull = "System.Diagnostics.CodeAnalysis.DisallowNullAttribute";
    public const string MaybeNull = "System.Diagnostics.CodeAnalysis.MaybeNullAttribute";
    public const string NotNull = "System.Diagnostics.CodeAnalysis.NotNullAttribute";
    public const string JsonPropertyName = "System.Text.Json.Serialization.JsonPropertyNameAttribute";
    public const string JsonIgnore = "System.Text.Json.Serialization.JsonIgnoreAttribute";
    public const string JsonConverter = "System.Text.Json.Serialization.JsonConverterAttribute";
    public const string JsonConstructor = "System.Text.Json.Serialization.JsonConstructorAttribute";
    public const string JsonInclude = "System.Text.Json.Serialization.JsonIncludeAttribute";
    public const string JsonPolymorphic = "System.Text.Json.Serialization.JsonPolymorphicAttribute";
    public const string JsonDerivedType = "System.Text.Json.Serialization.JsonDerivedTypeAttribute";
    public const string JsonPropertyOrder = "System.Text.Json.Serialization.JsonPropertyOrderAttribute";
    public const string JsonStringEnumMemberName = "System.Text.Json.Serialization.JsonStringEnumMemberNameAttribute";

    /// <summary>The name of our own output in <c>[GeneratedCode]</c>.</summary>
    public const string Tool = "Querent.Generators";
}

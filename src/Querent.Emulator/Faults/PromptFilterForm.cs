namespace Querent.Emulator;

/// <summary>The forms in which the service says that it blocked a prompt.</summary>
public enum PromptFilterForm
{
    /// <summary><c>innererror</c> with <c>ResponsibleAIPolicyViolation</c> and a <c>content_filter_result</c>.</summary>
    InnerError,

    /// <summary>The newer one: <c>content_filters[]</c> and <c>innererror.code</c> <c>ContentFiltered</c>.</summary>
    ContentFilters,

    /// <summary>No <c>innererror</c> at all.</summary>
    Bare,
}

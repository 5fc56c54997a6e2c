namespace Querent;

/// <summary>How a model is held to an answer's schema.</summary>
public enum StructuredOutput
{
    /// <summary>The schema is sent with <c>strict: true</c>: the provider lets nothing else through.</summary>
    StrictSchema,

    /// <summary>The schema is sent with <c>strict: false</c>: the model sees it and tries.</summary>
    Schema,

    /// <summary>
    /// JSON mode (<c>json_object</c>): the answer is JSON, and the schema stands in a system message at the end. A code fence
    /// around the answer is taken off.
    /// </summary>
    JsonObject,

    /// <summary>No <c>response_format</c>: the schema stands in a system message at the end. A code fence around the answer is taken off.</summary>
    Text,
}

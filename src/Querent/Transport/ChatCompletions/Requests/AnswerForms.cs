namespace Querent;

/// <summary>
/// Makes the form of a response format once for each that there is. Found again by its bytes, since the request's memory
/// is its caller's to use again.
/// </summary>
internal sealed class AnswerForms(StructuredOutput output)
{
    /// <summary>The most that are kept: more are made for each call, rather than held for good.</summary>
    internal const int Capacity = 256;

    private readonly Lock _lock = new();
    private AnswerForm[] _forms = [];

    public AnswerForm Get(ReadOnlySpan<byte> responseFormat)
    {
        if (Find(Volatile.Read(ref _forms), responseFormat) is { } known)
        {
            return known;
        }

        AnswerForm form = AnswerForm.Create(responseFormat, output);
        lock (_lock)
        {
            if (Find(_forms, responseFormat) is { } faster)
            {
                return faster;
            }

            if (_forms.Length < Capacity)
            {
                Volatile.Write(ref _forms, [.. _forms, form]);
            }
        }

        return form;
    }

    private static AnswerForm? Find(AnswerForm[] forms, ReadOnlySpan<byte> responseFormat)
    {
        foreach (AnswerForm form in forms)
        {
            if (responseFormat.SequenceEqual(form.Source))
            {
                return form;
            }
        }

        return null;
    }
}

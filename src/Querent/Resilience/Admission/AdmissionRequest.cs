namespace Querent;

/// <summary>Something that waits for permits of an <see cref="AdmissionQueue"/>, to whose lock its fields belong.</summary>
internal abstract class AdmissionRequest
{
    /// <summary>The age of the row that it is for: smaller is older, and served first.</summary>
    public long Age { get; set; }

    /// <summary>How many permits it still waits for.</summary>
    internal int Wanted { get; set; }

    /// <summary>Its place in the queue, so that an entry left there by an earlier wait is told apart.</summary>
    internal long Place { get; set; }

    /// <summary>Takes one permit; called once for each, and must not take long or call back.</summary>
    public abstract void Admit();
}

namespace Gantry.Printing.Jobs;

/// <summary>A print cannot safely go on at a layer.</summary>
/// <param name="refusal">Why.</param>
/// <param name="message">Why, in words, and what the user can do.</param>
public sealed class LayerResumeException(LayerResumeRefusal refusal, string message) : Exception(message)
{
    /// <summary>Why.</summary>
    public LayerResumeRefusal Refusal { get; } = refusal;
}

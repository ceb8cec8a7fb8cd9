namespace Gantry.Fleet.Errors;

/// <summary>Something was asked for that is not done; the message says why, and what to do about it.</summary>
public sealed class FleetException : Exception
{
    /// <summary>Makes the error.</summary>
    public FleetException(FleetError error, string message, Exception? inner = null)
        : base(message, inner)
    {
        Error = error;
        Fields = new Dictionary<string, IReadOnlyList<string>>();
    }

    /// <summary>Makes the error of fields that hold what cannot be taken.</summary>
    /// <param name="fields">By the field's name in the API, as <c>profile.widthMm</c>, what is wrong with it.</param>
    public FleetException(IReadOnlyDictionary<string, IReadOnlyList<string>> fields)
        : base(string.Join(' ', fields.SelectMany(f => f.Value)))
    {
        Error = FleetError.Invalid;
        Fields = fields;
    }

    /// <summary>The kind.</summary>
    public FleetError Error { get; }

    /// <summary>What is wrong with which field; empty when it is not about fields.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<string>> Fields { get; }

    /// <summary>How long to wait before the next try; null when waiting does not help.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>There is no such thing.</summary>
    public static FleetException NotFound(string what) =>
        new(FleetError.NotFound, $"There is no {what}. It may have been removed in the meantime.");

    /// <summary>One field is wrong.</summary>
    public static FleetException Invalid(string field, string message) =>
        new(new Dictionary<string, IReadOnlyList<string>> { [field] = [message] });
}

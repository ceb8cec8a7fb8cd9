namespace Gantry.Server.Problems;

/// <summary>A call cannot be done; it is answered with a problem.</summary>
internal sealed class ApiException(int status, string code, string detail) : Exception(detail)
{
    /// <summary>The HTTP status.</summary>
    public int Status { get; } = status;

    /// <summary>One of <see cref="ProblemCode"/>.</summary>
    public string Code { get; } = code;

    /// <summary>What is wrong with which field.</summary>
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    /// <summary>When to come again.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>There is no such thing.</summary>
    /// <param name="what">What is missing, as <c>printer 7</c>.</param>
    public static ApiException NotFound(string what) =>
        new(StatusCodes.Status404NotFound, ProblemCode.NotFound, $"There is no {what}.");

    /// <summary>A field of the call is wrong.</summary>
    public static ApiException Invalid(string field, string text) =>
        new(StatusCodes.Status400BadRequest, ProblemCode.Invalid, $"{field}: {text}")
        {
            Errors = new Dictionary<string, string[]> { [field] = [text] },
        };
}

using System.Text.Json.Serialization;
using Microsoft.AspNetCore.WebUtilities;

namespace Gantry.Server.Problems;

/// <summary>What went wrong, as RFC 9457 says it.</summary>
internal sealed record ProblemBody
{
    /// <summary>Always <c>about:blank</c>: <see cref="Code"/> tells programs what went wrong.</summary>
    public string Type { get; init; } = "about:blank";

    /// <summary>The status in words.</summary>
    public required string Title { get; init; }

    /// <summary>The HTTP status.</summary>
    public required int Status { get; init; }

    /// <summary>A sentence for people: what was expected, what came, what to do.</summary>
    public required string Detail { get; init; }

    /// <summary>The path that was called.</summary>
    public string? Instance { get; init; }

    /// <summary>A stable word for programs.</summary>
    public required string Code { get; init; }

    /// <summary>What is wrong with which field.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public IReadOnlyDictionary<string, string[]>? Errors { get; init; }

    public static ProblemBody From(ApiException problem, string? instance) =>
        new()
        {
            Title = ReasonPhrases.GetReasonPhrase(problem.Status),
            Status = problem.Status,
            Detail = problem.Message,
            Instance = instance,
            Code = problem.Code,
            Errors = problem.Errors,
        };
}

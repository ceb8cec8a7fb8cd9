namespace Gantry.Fleet.Errors;

/// <summary>Gathers what is wrong with the fields of something, so that a person sees all of it at once.</summary>
public sealed class FieldErrors
{
    private readonly SortedDictionary<string, List<string>> _errors = new(StringComparer.Ordinal);

    /// <summary>Whether nothing is wrong.</summary>
    public bool IsEmpty => _errors.Count == 0;

    /// <summary>Adds what is wrong with a field.</summary>
    public void Add(string field, string message)
    {
        if (!_errors.TryGetValue(field, out List<string>? messages))
            _errors.Add(field, messages = []);
        messages.Add(message);
    }

    /// <summary>Adds the message unless the condition holds.</summary>
    public void Require(bool condition, string field, string message)
    {
        if (!condition)
            Add(field, message);
    }

    /// <summary>Ends here when anything is wrong.</summary>
    /// <exception cref="FleetException">With <see cref="FleetError.Invalid"/> and all fields.</exception>
    public void ThrowIfAny()
    {
        if (!IsEmpty)
            throw new FleetException(_errors.ToDictionary(e => e.Key, IReadOnlyList<string> (e) => e.Value));
    }
}

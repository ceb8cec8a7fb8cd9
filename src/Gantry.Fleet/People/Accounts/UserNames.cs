using Gantry.Fleet.Errors;

namespace Gantry.Fleet.People;

/// <summary>Which names an account may have.</summary>
internal static class UserNames
{
    /// <summary>The most characters.</summary>
    private const int MaxLength = 64;

    /// <summary>Refuses a name that could be taken for another one, or for gantry itself.</summary>
    /// <exception cref="FleetException">With <see cref="FleetError.Invalid"/>.</exception>
    public static void Check(string field, string name)
    {
        bool good =
            name.Length is > 0 and <= MaxLength
            && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' or '@' or '+' or '\'' or ' ')
            && name.Trim() == name
            && char.IsLetterOrDigit(name[0]);
        if (!good)
            throw FleetException.Invalid(
                field,
                $"A name has up to {MaxLength} letters, digits and the signs . - _ @ + ' or a space, and begins with a letter or digit."
            );
        if (name.Equals("anonymous", StringComparison.OrdinalIgnoreCase))
            throw FleetException.Invalid(field, "This name stands for nobody. Choose another one.");
    }
}

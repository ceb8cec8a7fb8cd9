using Gantry.Fleet.Errors;

namespace Gantry.Fleet.People;

/// <summary>Which passwords are taken: NIST SP 800-63B asks for length and for nothing that is on everybody's list, not for odd characters.</summary>
public static class PasswordRules
{
    /// <summary>The fewest characters.</summary>
    public const int MinLength = 8;

    /// <summary>The most characters; more would only be work for the hash.</summary>
    public const int MaxLength = 256;

    private static readonly HashSet<string> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        "password",
        "passw0rd",
        "password1",
        "password123",
        "12345678",
        "123456789",
        "1234567890",
        "87654321",
        "11111111",
        "00000000",
        "qwertyui",
        "qwertyuiop",
        "qwerty123",
        "asdfghjk",
        "iloveyou",
        "letmein1",
        "administrator",
        "admin123",
        "admin1234",
        "raspberry",
        "supersecret",
        "octoprint",
        "3dprinter",
        "changeme",
    };

    /// <summary>Refuses a password that is easily guessed.</summary>
    /// <exception cref="FleetException">With <see cref="FleetError.Invalid"/>; the message says what is expected.</exception>
    public static void Check(string field, string password, string userName)
    {
        if (password.Length is < MinLength or > MaxLength)
            throw FleetException.Invalid(field, $"A password has {MinLength} to {MaxLength} characters.");
        if (
            Known.Contains(password)
            || password.Distinct().Count() < 3
            || password.Equals(userName, StringComparison.OrdinalIgnoreCase)
        )
            throw FleetException.Invalid(
                field,
                "This password is the first that anybody would try. Choose another one."
            );
    }
}

using System.Diagnostics.CodeAnalysis;

namespace Gantry.Fleet.People;

/// <summary>Roles as words, as <c>member</c>: for the API and the database.</summary>
public static class RoleWords
{
    /// <summary>The word of a role.</summary>
    public static string Word(this Role role) =>
        role switch
        {
            Role.Administrator => "administrator",
            Role.Operator => "operator",
            Role.Member => "member",
            _ => "viewer",
        };

    /// <summary>The role of a word.</summary>
    public static bool TryParse([NotNullWhen(true)] string? word, out Role role)
    {
        foreach (Role known in Enum.GetValues<Role>())
            if (known.Word() == word)
            {
                role = known;
                return true;
            }
        role = Role.Viewer;
        return false;
    }

    /// <summary>The role that the database names; a word that this version does not know gives the fewest rights.</summary>
    internal static Role Read(string word) => TryParse(word, out Role role) ? role : Role.Viewer;
}

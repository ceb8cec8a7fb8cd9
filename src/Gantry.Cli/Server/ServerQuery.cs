using System.Globalization;
using System.Text;

namespace Gantry.Cli.Server;

/// <summary>The parameters of a call; what nobody named is left out.</summary>
internal sealed class ServerQuery
{
    private readonly StringBuilder _text = new();

    /// <summary>Adds a parameter; none when there is no value.</summary>
    public ServerQuery Add(string name, object? value)
    {
        string text = value switch
        {
            null => "",
            string word => word,
            DateTimeOffset time => time.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            bool yes => yes ? "true" : "",
            _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
        };
        if (text.Length > 0)
            _text.Append(_text.Length == 0 ? '?' : '&').Append(name).Append('=').Append(Uri.EscapeDataString(text));
        return this;
    }

    /// <summary>With its question mark; empty when nothing is named.</summary>
    public override string ToString() => _text.ToString();
}

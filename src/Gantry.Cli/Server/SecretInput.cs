using System.Net;
using System.Text;

namespace Gantry.Cli.Server;

/// <summary>Reads what is not to stand in a list of arguments, which every user of a machine can see.</summary>
internal static class SecretInput
{
    /// <summary>Reads a line from the standard input; from a terminal after a question, and without showing it.</summary>
    /// <param name="question">What is wanted, as <c>Password</c>.</param>
    /// <param name="stop">Ends the wait.</param>
    public static async Task<string> ReadAsync(string question, CancellationToken stop)
    {
        if (Console.IsInputRedirected)
            return await Console.In.ReadLineAsync(stop) ?? "";
        await Console.Error.WriteAsync($"{question}: ");
        string text = await Task.Run(ReadHidden, stop);
        await Console.Error.WriteLineAsync();
        return text;
    }

    /// <summary>Gives back an address that was an argument, unless it holds a password.</summary>
    /// <param name="url">The address.</param>
    /// <param name="advice">What to do instead.</param>
    /// <exception cref="ServerCallException">It does.</exception>
    public static string WithoutPassword(string url, string advice) =>
        Uri.TryCreate(url, UriKind.Absolute, out Uri? address)
        && address.UserInfo.Split(':', 2) is [_, { Length: > 0 } password]
        && password != "***"
            ? throw new ServerCallException(
                $"The address holds a password, which every user of this machine can see in the list of programs. {advice}",
                HttpStatusCode.BadRequest
            )
            : url;

    private static string ReadHidden()
    {
        var text = new StringBuilder();
        for (; ; )
        {
            ConsoleKeyInfo key = Console.ReadKey(intercept: true);
            if (key.Key == ConsoleKey.Enter)
                return text.ToString();
            if (key.Key == ConsoleKey.Backspace)
                text.Length = Math.Max(0, text.Length - 1);
            else if (!char.IsControl(key.KeyChar))
                text.Append(key.KeyChar);
        }
    }
}

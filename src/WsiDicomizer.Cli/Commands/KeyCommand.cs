using System.CommandLine;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>key</c>: project keys.</summary>
internal static class KeyCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment) =>
        new("key", "Make project keys, from which pseudonyms and UIDs come.") { KeyNewCommand.Create(environment) };
}

using System.CommandLine;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>profiles</c>: what is done to identity.</summary>
internal static class ProfilesCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment) =>
        new("profiles", "Show the profiles that say what is done to identity.")
        {
            ProfilesListCommand.Create(environment),
            ProfilesShowCommand.Create(environment),
            ProfilesCheckCommand.Create(environment),
            ProfilesDiffCommand.Create(environment),
        };
}

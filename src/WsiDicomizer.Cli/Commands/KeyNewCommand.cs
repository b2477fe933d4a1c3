using System.CommandLine;
using WsiDicomizer.Cli.Terminal;
using WsiDicomizer.Deidentification.Keys;

namespace WsiDicomizer.Cli.Commands;

/// <summary><c>key new FILE</c>: makes a project key.</summary>
internal static class KeyNewCommand
{
    /// <summary>Creates the command.</summary>
    public static Command Create(CommandEnvironment environment)
    {
        var file = new Argument<string>("FILE")
        {
            Description = "The new key file. A file that exists is never overwritten.",
        };
        var command = new Command("new", "Make a new project key: 256 random bits in a file that only you can read.")
        {
            file,
        };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(file), environment));
        return command;
    }

    private static int Execute(string path, CommandEnvironment environment)
    {
        var key = environment.MakeKey();
        try
        {
            ProjectKeyFile.Create(path, key);
        }
        catch (ProjectKeyException exception)
        {
            environment.Console.Error.WriteLine(FailureText.Line(exception.Message));
            return ExitCodes.Failed;
        }

        var writer = environment.Console.Out;
        writer.WriteLine($"Key {key.Fingerprint} is in {Printable.From(path)}.");
        writer.WriteLine("Give it with --key-file: the same slide then gets the same pseudonyms in every run.");
        writer.WriteLine("Keep it safe: without it the pseudonyms cannot be continued.");
        writer.WriteLine("Keep it secret and outside the output: whoever has it can test guesses about pseudonyms.");
        return ExitCodes.Success;
    }
}

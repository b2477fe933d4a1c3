using System.CommandLine;
using System.CommandLine.Parsing;

namespace WsiDicomizer.Cli;

/// <summary>What is wrong with a command line, in one line.</summary>
/// <param name="Message">The mistake, with what was probably meant.</param>
/// <param name="HelpCommand">The command whose <c>--help</c> says how it is right.</param>
internal sealed record UsageMistake(string Message, string HelpCommand)
{
    /// <summary>Looks for the first mistake.</summary>
    /// <param name="parsed">The parsed command line.</param>
    /// <returns>Null where there is none.</returns>
    public static UsageMistake? Find(ParseResult parsed)
    {
        if (parsed.Action is { ClearsParseErrors: true })
        {
            return null;
        }

        var message = UnknownCommand(parsed)
            ?? UnknownOption(parsed)
            ?? EmptyArgument(parsed)
            ?? UnexpectedArgument(parsed)
            ?? MissingCommand(parsed)
            ?? FirstError(parsed);
        return message is null ? null : new UsageMistake(message, NameOf(parsed.CommandResult));
    }

    private static string? UnknownCommand(ParseResult parsed)
    {
        var commands = parsed.CommandResult.Command.Subcommands;
        if (commands.Count == 0 || parsed.UnmatchedTokens is not [[not '-', ..] typed, ..])
        {
            return null;
        }

        var suggestion = DidYouMean(typed, commands.Select(command => command.Name));
        return $"'{typed}' is no command of '{NameOf(parsed.CommandResult)}'"
            + (suggestion.Length > 0 ? suggestion : $"; there are {ListOf(commands)}");
    }

    // The parser takes a word that starts with a hyphen and is no option for an argument. Accepted silently, it would
    // pass for an option that works.
    private static string? UnknownOption(ParseResult parsed)
    {
        var typed = parsed.Tokens
            .TakeWhile(token => token.Type != TokenType.DoubleDash)
            .FirstOrDefault(token => token is { Type: TokenType.Argument, Value: ['-', _, ..] });
        if (typed is null)
        {
            return null;
        }

        var name = typed.Value.Split('=', ':')[0];
        return $"unrecognized option '{name}'{DidYouMean(name, LongOptionsOf(parsed.CommandResult))}";
    }

    private static string? EmptyArgument(ParseResult parsed) =>
        parsed.Tokens.Any(token => token.Type == TokenType.Argument && token.Value.Length == 0)
            ? "an argument is empty"
            : null;

    private static string? UnexpectedArgument(ParseResult parsed) =>
        parsed.UnmatchedTokens.Count > 0 ? $"unexpected argument '{parsed.UnmatchedTokens[0]}'" : null;

    private static string? MissingCommand(ParseResult parsed)
    {
        var command = parsed.CommandResult.Command;
        return command.Action is null && command.Subcommands.Count > 0
            ? $"a command is missing after '{NameOf(parsed.CommandResult)}'; there are {ListOf(command.Subcommands)}"
            : null;
    }

    private static string? FirstError(ParseResult parsed) =>
        parsed.Errors.Count == 0 ? null : parsed.Errors[0].Message.TrimEnd('.');

    private static string DidYouMean(string typed, IEnumerable<string> known) =>
        Suggestions.Nearest(typed, known) is { } word ? $"; did you mean '{word}'?" : string.Empty;

    private static string ListOf(IEnumerable<Command> commands) =>
        string.Join(", ", commands.Select(command => command.Name));

    private static IEnumerable<string> LongOptionsOf(CommandResult command) =>
        Ancestors(command)
            .SelectMany(result => result.Command.Options)
            .Select(option => option.Name)
            .Where(name => name.StartsWith("--", StringComparison.Ordinal));

    private static string NameOf(CommandResult command) =>
        string.Join(' ', Ancestors(command).Reverse().Select(result =>
            result.Command is RootCommand ? CommandLine.ProgramName : result.Command.Name));

    private static IEnumerable<CommandResult> Ancestors(CommandResult command)
    {
        for (SymbolResult? result = command; result is not null; result = result.Parent)
        {
            if (result is CommandResult ancestor)
            {
                yield return ancestor;
            }
        }
    }
}

using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>The YAML of a profile with its places: what is read through here has line and column in its errors.</summary>
internal sealed class ProfileYaml
{
    private readonly List<ProfileMistake> _mistakes = [];

    private ProfileYaml(string path, YamlMappingNode root, ProfileLimits limits)
    {
        Path = path;
        Root = root;
        Limits = limits;
    }

    /// <summary>The profile's file.</summary>
    public string Path { get; }

    /// <summary>The outermost mapping.</summary>
    public YamlMappingNode Root { get; }

    /// <summary>How large the profile may be.</summary>
    public ProfileLimits Limits { get; }

    /// <summary>Whether a mistake was found so far.</summary>
    public bool IsWrong => _mistakes.Count > 0;

    /// <summary>Reads the YAML of a profile.</summary>
    /// <exception cref="ProfileException">It is no YAML, no mapping, too large or too deep.</exception>
    public static ProfileYaml Load(string path, string text, ProfileLimits limits)
    {
        try
        {
            CheckShape(path, text, limits);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count == 1 && stream.Documents[0].RootNode is YamlMappingNode root
                ? new ProfileYaml(path, root, limits)
                : throw new ProfileException(path, 1, 1, "expected one mapping with name, basis and options");
        }
        catch (YamlException exception)
        {
            throw new ProfileException(
                path, exception.Start.Line, exception.Start.Column, DuplicateKey(exception.Message) ?? "not valid YAML: " + exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The YAML scanner meets some malformed texts with exceptions that name no place.
            throw new ProfileException(path, "not valid YAML");
        }
    }

    /// <summary>Reads a part; a mistake in it is remembered, so that those behind it are found in the same run.</summary>
    /// <param name="read">Reads it.</param>
    /// <param name="otherwise">What holds in its place until all mistakes are told.</param>
    /// <exception cref="ProfileException">There are more mistakes than anybody reads.</exception>
    public T Attempt<T>(Func<T> read, T otherwise)
    {
        try
        {
            return read();
        }
        catch (ProfileException exception) when (_mistakes.Count < Limits.MaximumMistakes)
        {
            Remember(exception);
            return otherwise;
        }
    }

    /// <summary>Checks something; a mistake is remembered.</summary>
    /// <param name="check">Throws where something is wrong.</param>
    public void Attempt(Action check) => Attempt(
        () =>
        {
            check();
            return true;
        },
        false);

    /// <summary>Ends the reading where there was any mistake.</summary>
    /// <exception cref="ProfileException">All of them.</exception>
    public void ThrowIfWrong()
    {
        if (IsWrong)
        {
            throw new ProfileException(Path, _mistakes);
        }
    }

    /// <summary>An error at a node.</summary>
    public ProfileException Fail(YamlNode node, string message) =>
        new(Path, node.Start.Line, node.Start.Column, message);

    /// <summary>An error at a place.</summary>
    public ProfileException FailAt(long line, long column, string message) => new(Path, line, column, message);

    /// <summary>The entries of a mapping.</summary>
    public IEnumerable<(YamlScalarNode Key, YamlNode Value)> Entries(YamlNode node, string expected)
    {
        var mapping = node as YamlMappingNode ?? throw Fail(node, $"expected {expected}");
        foreach (var (key, value) in mapping.Children)
        {
            yield return (key as YamlScalarNode ?? throw Fail(key, "a key is a plain word"), value);
        }
    }

    /// <summary>The entries of a mapping that allows some keys only.</summary>
    /// <exception cref="ProfileException">It has others: what the known ones say together cannot be judged then.</exception>
    public Dictionary<string, YamlNode> Fields(YamlNode node, string expected, params string[] allowed)
    {
        var fields = KnownFields(node, expected, allowed, out var unknown);
        return unknown.Count == 0 ? fields : throw new ProfileException(Path, unknown);
    }

    /// <summary>The known entries of a mapping, and the mistakes of the others.</summary>
    public Dictionary<string, YamlNode> KnownFields(
        YamlNode node, string expected, string[] allowed, out IReadOnlyList<ProfileMistake> unknown)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        var mistakes = new List<ProfileMistake>();
        foreach (var (key, value) in Entries(node, expected))
        {
            var name = key.Value ?? string.Empty;
            if (allowed.Contains(name))
            {
                fields.Add(name, value);
            }
            else if (mistakes.Count < Limits.MaximumMistakes)
            {
                mistakes.Add(MistakeAt(
                    key, $"unknown key '{Shown(name)}'{Suggestion.For(name, allowed)}; allowed: {string.Join(", ", allowed)}"));
            }
        }

        unknown = mistakes;
        return fields;
    }

    /// <summary>Remembers mistakes.</summary>
    public void Remember(IEnumerable<ProfileMistake> mistakes) => _mistakes.AddRange(mistakes);

    /// <summary>The items of a list.</summary>
    public IReadOnlyList<YamlNode> Items(YamlNode node, string expected) =>
        node is YamlSequenceNode sequence ? [.. sequence.Children] : throw Fail(node, $"expected a list of {expected}");

    /// <summary>A text.</summary>
    public string Text(YamlNode node, string expected) =>
        node is YamlScalarNode { Value: { Length: > 0 } value } ? value : throw Fail(node, $"expected {expected}");

    /// <summary>One of some words.</summary>
    public T Choice<T>(YamlNode node, string what, params (string Word, T Value)[] choices)
    {
        var words = choices.Select(choice => choice.Word).ToArray();
        var text = Text(node, $"{what}: {string.Join(", ", words)}");
        foreach (var (word, value) in choices)
        {
            if (word == text)
            {
                return value;
            }
        }

        throw Fail(node, $"unknown {what} '{Shown(text)}'{Suggestion.For(text, words)}; allowed: {string.Join(", ", words)}");
    }

    /// <summary>A word of the profile as messages show it: as much of it as helps.</summary>
    public static string Shown(string word)
    {
        const int MaximumLength = 80;
        return word.Length <= MaximumLength ? word : word[..MaximumLength] + "…";
    }

    // The reader's own word for it names the key behind the phrase.
    private static string? DuplicateKey(string message)
    {
        const string Phrase = "Duplicate key ";
        return message.StartsWith(Phrase, StringComparison.Ordinal)
            ? $"the key '{Shown(message[Phrase.Length..])}' stands here twice"
            : null;
    }

    private static ProfileMistake MistakeAt(YamlNode node, string message) => new(node.Start.Line, node.Start.Column, message);

    private void Remember(ProfileException exception) => Remember(exception.Mistakes);

    // The events are walked first, which needs no recursion: a profile nested ten thousand deep must not end the program.
    private static void CheckShape(string path, string text, ProfileLimits limits)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (parser.MoveNext())
        {
            var current = parser.Current!;
            depth += current.NestingIncrease;
            if (depth > limits.MaximumDepth + 2)
            {
                throw new ProfileException(path, current.Start.Line, current.Start.Column, "nested too deep for a profile");
            }

            if (current is NodeEvent { Tag: { IsEmpty: false, IsNonSpecific: false } })
            {
                throw new ProfileException(
                    path, current.Start.Line, current.Start.Column, "tags (!name) are not part of the profile language");
            }

            if (current is AnchorAlias)
            {
                throw new ProfileException(
                    path, current.Start.Line, current.Start.Column, "aliases (*name) are not part of the profile language");
            }
        }
    }
}

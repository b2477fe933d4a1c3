using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>The YAML of a profile with its places: what is read through here has line and column in its errors.</summary>
internal sealed class ProfileYaml
{
    private ProfileYaml(string path, YamlMappingNode root)
    {
        Path = path;
        Root = root;
    }

    /// <summary>The profile's file.</summary>
    public string Path { get; }

    /// <summary>The outermost mapping.</summary>
    public YamlMappingNode Root { get; }

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
                ? new ProfileYaml(path, root)
                : throw new ProfileException(path, 1, 1, "expected one mapping with name, basis and options");
        }
        catch (YamlException exception)
        {
            throw new ProfileException(path, exception.Start.Line, exception.Start.Column, "not valid YAML: " + exception.Message);
        }
        catch (Exception exception) when (exception is InvalidOperationException or ArgumentException or FormatException or IndexOutOfRangeException)
        {
            // The YAML scanner meets some malformed texts with exceptions that name no place.
            throw new ProfileException(path, "not valid YAML");
        }
    }

    /// <summary>An error at a node.</summary>
    public ProfileException Fail(YamlNode node, string message) =>
        new(Path, node.Start.Line, node.Start.Column, message);

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
    public Dictionary<string, YamlNode> Fields(YamlNode node, string expected, params string[] allowed)
    {
        var fields = new Dictionary<string, YamlNode>(StringComparer.Ordinal);
        foreach (var (key, value) in Entries(node, expected))
        {
            var name = key.Value ?? string.Empty;
            if (!allowed.Contains(name))
            {
                throw Fail(key, $"unknown key '{name}'{Suggestion.For(name, allowed)}; allowed: {string.Join(", ", allowed)}");
            }

            fields.Add(name, value);
        }

        return fields;
    }

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

        throw Fail(node, $"unknown {what} '{text}'{Suggestion.For(text, words)}; allowed: {string.Join(", ", words)}");
    }

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

            if (current is AnchorAlias)
            {
                throw new ProfileException(
                    path, current.Start.Line, current.Start.Column, "aliases (*name) are not part of the profile language");
            }
        }
    }
}

using System.Text.RegularExpressions;
using WsiDicomizer.Deidentification.Tables;
using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads profiles from their YAML and refuses whatever it does not know or cannot carry out.</summary>
public sealed partial class ProfileParser
{
    /// <summary>The keys of the language, as the schema has them.</summary>
    internal static readonly string[] TopLevelKeys =
    [
        "name", "title", "basis", "options", "dates", "identifiers", "images", "private", "attributes", "unknown",
        "scanners", "texts",
    ];

    private readonly ProfileYaml _yaml;
    private readonly Dictionary<string, YamlNode> _fields;
    private readonly bool _hasUnknownKeys;

    private ProfileParser(ProfileYaml yaml)
    {
        _yaml = yaml;
        _fields = yaml.KnownFields(yaml.Root, "a mapping", TopLevelKeys, out var unknown);
        _hasUnknownKeys = unknown.Count > 0;
        yaml.Remember(unknown);
    }

    /// <summary>Reads a profile.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="path">The file it came from, for messages.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="ProfileException">Things in it are unknown, contradictory or cannot be carried out: all of them.</exception>
    public static Profile Parse(string text, string path, ProfileLimits? limits = null) =>
        new ProfileParser(ProfileYaml.Load(path, text, limits ?? ProfileLimits.Default)).Parse();

    private Profile Parse()
    {
        var name = _yaml.Attempt(Name, "profile");
        var basis = _yaml.Attempt(Basis, ProfileBasis.PS315Basic);
        var options = Section<OptionListParser.Result>(
            "options", new OptionListParser(_yaml).Parse, new OptionListParser.Result([], IsWhole: true));
        var modifiesDates = options.Contains(DeidentificationOption.RetainLongitudinalModifiedDates) || !options.IsWhole;
        var rules = new AttributeRuleParser(_yaml, modifiesDates);
        var profile = new Profile
        {
            Name = name,
            Title = _yaml.Attempt(() => Title(name), name),
            Path = _yaml.Path,
            Basis = basis,
            Options = options.Options,
            Dates = Section<DatePolicy?>("dates", node => Dates(node, modifiesDates), modifiesDates ? DatePolicy.Default : null),
            Identifiers = Section("identifiers", rules.Identifiers, []),
            Images = Section(
                "images",
                node => new ImagePolicyParser(_yaml).Parse(node, ImagePolicy.For(basis)),
                ImagePolicy.For(basis)),
            Private = _yaml.Attempt(() => Private(options), PrivatePolicy.Remove),
            Unknown = Section("unknown", Unknown, UnknownPolicy.Remove),
            Attributes = Section("attributes", rules.Overrides, []),
            Scanners = Section("scanners", new ScannerRuleParser(_yaml, rules).Parse, []),
            Texts = Section<TextPolicy?>("texts", new TextPolicyParser(_yaml).Parse, null),
            Digest = string.Empty,
        };
        RefuseRulesWithoutBasis(basis);
        RefuseTwoWords(profile);
        _yaml.ThrowIfWrong();
        return profile with { Digest = ProfileDigest.Compute(profile) };
    }

    // A section that is absent, or wrong, has its default until all mistakes are told.
    private T Section<T>(string key, Func<YamlNode, T> read, T otherwise) =>
        _fields.TryGetValue(key, out var node) ? _yaml.Attempt(() => read(node), otherwise) : otherwise;

    // A misspelt key is not missing as well.
    private YamlNode? Required(string key) => _fields.TryGetValue(key, out var node) ? node
        : _hasUnknownKeys ? null
        : throw _yaml.Fail(_yaml.Root, $"the key '{key}' is missing");

    private string Name()
    {
        if (Required("name") is not { } node)
        {
            return string.Empty;
        }

        var name = _yaml.Text(node, "a name");
        return NameSyntax().IsMatch(name)
            ? name
            : throw _yaml.Fail(node, "a name has lower-case letters, digits and hyphens, 48 at most");
    }

    private ProfileBasis Basis() => Required("basis") is { } node
        ? _yaml.Choice(node, "basis", ("ps3.15-basic", ProfileBasis.PS315Basic), ("none", ProfileBasis.None))
        : ProfileBasis.PS315Basic;

    private string Title(string name)
    {
        const int MaximumLength = 200;
        if (!_fields.TryGetValue("title", out var node))
        {
            return name;
        }

        var title = _yaml.Text(node, "a title");
        return title.Length <= MaximumLength && !title.Any(char.IsControl)
            ? title
            : throw _yaml.Fail(node, "a title is one line of 200 characters at most");
    }

    private UnknownPolicy Unknown(YamlNode node) =>
        _yaml.Choice(node, "choice", ("remove", UnknownPolicy.Remove), ("refuse", UnknownPolicy.Refuse));

    private PrivatePolicy Private(OptionListParser.Result options)
    {
        var safeOption = options.Contains(DeidentificationOption.RetainSafePrivate);
        if (!_fields.TryGetValue("private", out var node))
        {
            return safeOption ? PrivatePolicy.Safe : PrivatePolicy.Remove;
        }

        var policy = _yaml.Choice(node, "choice", ("remove", PrivatePolicy.Remove), ("safe", PrivatePolicy.Safe));
        return (policy == PrivatePolicy.Safe) == safeOption || !options.IsWhole
            ? policy
            : throw _yaml.Fail(node, "'private: safe' and the option 'retain-safe-private' go together: have both or neither");
    }

    private DatePolicy Dates(YamlNode node, bool modifiesDates) => modifiesDates
        ? new DatePolicyParser(_yaml).Parse(node)
        : throw _yaml.Fail(node, "'dates' goes with the option 'retain-longitudinal-modified-dates': add it, or take 'dates' out");

    private void RefuseRulesWithoutBasis(ProfileBasis basis)
    {
        foreach (var key in TopLevelKeys.Except(["name", "title", "basis", "images"]))
        {
            if (basis == ProfileBasis.None && _fields.TryGetValue(key, out var node))
            {
                _yaml.Attempt(() => throw _yaml.Fail(
                    node, $"'basis: none' keeps everything, so '{key}' contradicts it: take one of them out"));
            }
        }
    }

    private void RefuseTwoWords(Profile profile)
    {
        var identifiers = profile.Identifiers.Select(identifier => identifier.Attribute.Tag).ToHashSet();
        foreach (var rule in profile.Attributes.Where(rule => identifiers.Contains(rule.Attribute.Tag)))
        {
            _yaml.Attempt(() => throw _yaml.FailAt(
                rule.Line, rule.Column, $"'{rule.Attribute}' stands under 'identifiers' too: choose one of them"));
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,47}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameSyntax();
}

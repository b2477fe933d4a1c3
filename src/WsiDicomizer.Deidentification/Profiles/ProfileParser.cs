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
        "scanners",
    ];

    private static readonly Dictionary<DeidentificationOption, string> NotYet = new()
    {
        [DeidentificationOption.CleanPixelData] = "pixels are not cleaned yet",
    };

    private readonly ProfileYaml _yaml;
    private readonly ProfileLimits _limits;
    private readonly Dictionary<string, YamlNode> _fields;
    private readonly AttributeRuleParser _rules;

    private ProfileParser(ProfileYaml yaml, ProfileLimits limits)
    {
        _yaml = yaml;
        _limits = limits;
        _fields = yaml.Fields(yaml.Root, "a mapping", TopLevelKeys);
        _rules = new AttributeRuleParser(yaml);
    }

    /// <summary>Reads a profile.</summary>
    /// <param name="text">The YAML.</param>
    /// <param name="path">The file it came from, for messages.</param>
    /// <param name="limits">How large it may be.</param>
    /// <exception cref="ProfileException">Something in it is unknown, contradictory or cannot be carried out.</exception>
    public static Profile Parse(string text, string path, ProfileLimits? limits = null)
    {
        limits ??= ProfileLimits.Default;
        return new ProfileParser(ProfileYaml.Load(path, text, limits), limits).Parse();
    }

    private Profile Parse()
    {
        var name = Name();
        var basis = _yaml.Choice(
            Required("basis"), "basis", ("ps3.15-basic", ProfileBasis.PS315Basic), ("none", ProfileBasis.None));
        var options = Options();
        var profile = new Profile
        {
            Name = name,
            Title = Title(name),
            Path = _yaml.Path,
            Basis = basis,
            Options = options,
            Dates = Dates(options),
            Identifiers = _fields.TryGetValue("identifiers", out var identifiers) ? _rules.Identifiers(identifiers) : [],
            Images = Images(basis),
            Private = Private(options),
            Unknown = _fields.TryGetValue("unknown", out var unknown)
                ? _yaml.Choice(unknown, "choice", ("remove", UnknownPolicy.Remove), ("refuse", UnknownPolicy.Refuse))
                : UnknownPolicy.Remove,
            Attributes = _fields.TryGetValue("attributes", out var attributes) ? _rules.Overrides(attributes) : [],
            Scanners = Scanners(),
            Digest = string.Empty,
        };
        RefuseRulesWithoutBasis(basis);
        RefuseTwoWords(profile);
        return profile with { Digest = ProfileDigest.Compute(profile) };
    }

    private YamlNode Required(string key) =>
        _fields.TryGetValue(key, out var node) ? node : throw _yaml.Fail(_yaml.Root, $"the key '{key}' is missing");

    private string Name()
    {
        var node = Required("name");
        var name = _yaml.Text(node, "a name");
        return NameSyntax().IsMatch(name)
            ? name
            : throw _yaml.Fail(node, "a name has lower-case letters, digits and hyphens, 48 at most");
    }

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

    private DeidentificationOption[] Options()
    {
        if (!_fields.TryGetValue("options", out var node))
        {
            return [];
        }

        var options = new SortedSet<DeidentificationOption>();
        foreach (var item in _yaml.Items(node, "options"))
        {
            var name = _yaml.Text(item, "the name of an option");
            if (!DeidentificationOptions.TryParse(name, out var option))
            {
                var names = DeidentificationOptions.Names;
                throw _yaml.Fail(
                    item, $"unknown option '{name}'{Suggestion.For(name, names)}; allowed: {string.Join(", ", names)}");
            }

            RefuseContradiction(item, options, option);
            if (NotYet.TryGetValue(option, out var reason))
            {
                throw _yaml.Fail(item, $"'{name}' cannot be carried out: {reason}; take it out");
            }

            options.Add(option);
        }

        return [.. options];
    }

    private void RefuseContradiction(YamlNode node, SortedSet<DeidentificationOption> options, DeidentificationOption option)
    {
        if (options.Contains(option))
        {
            throw _yaml.Fail(node, $"'{option.GetName()}' stands here twice");
        }

        var (full, modified) =
            (DeidentificationOption.RetainLongitudinalFullDates, DeidentificationOption.RetainLongitudinalModifiedDates);
        if ((option == full && options.Contains(modified)) || (option == modified && options.Contains(full)))
        {
            throw _yaml.Fail(node, $"'{full.GetName()}' and '{modified.GetName()}' contradict each other: choose one");
        }
    }

    private ImagePolicy Images(ProfileBasis basis)
    {
        var policy = basis == ProfileBasis.None ? ImagePolicy.KeepAll : ImagePolicy.Default;
        if (!_fields.TryGetValue("images", out var node))
        {
            return policy;
        }

        var images = _yaml.Fields(node, "label, overview and thumbnail", "label", "overview", "thumbnail");
        return new ImagePolicy(
            Image(images, "label", policy.Label),
            Image(images, "overview", policy.Overview),
            Image(images, "thumbnail", policy.Thumbnail));
    }

    private ImageDisposition Image(Dictionary<string, YamlNode> images, string key, ImageDisposition otherwise)
    {
        if (!images.TryGetValue(key, out var node))
        {
            return otherwise;
        }

        return node is YamlScalarNode { Value: "mask-label" }
            ? throw _yaml.Fail(node, "'mask-label' cannot be carried out yet; allowed: drop, keep")
            : _yaml.Choice(node, "choice", ("drop", ImageDisposition.Drop), ("keep", ImageDisposition.Keep));
    }

    private PrivatePolicy Private(DeidentificationOption[] options)
    {
        var safeOption = options.Contains(DeidentificationOption.RetainSafePrivate);
        if (!_fields.TryGetValue("private", out var node))
        {
            return safeOption ? PrivatePolicy.Safe : PrivatePolicy.Remove;
        }

        var policy = _yaml.Choice(node, "choice", ("remove", PrivatePolicy.Remove), ("safe", PrivatePolicy.Safe));
        return (policy == PrivatePolicy.Safe) == safeOption
            ? policy
            : throw _yaml.Fail(node, "'private: safe' and the option 'retain-safe-private' go together: have both or neither");
    }

    private List<ScannerRule> Scanners()
    {
        var rules = new List<ScannerRule>();
        if (!_fields.TryGetValue("scanners", out var node))
        {
            return rules;
        }

        foreach (var item in _yaml.Items(node, "scanner rules"))
        {
            if (rules.Count == _limits.MaximumScannerRules)
            {
                throw _yaml.Fail(item, "too many scanner rules");
            }

            var fields = _yaml.Fields(item, "when and attributes", "when", "attributes");
            var when = fields.TryGetValue("when", out var condition)
                ? condition
                : throw _yaml.Fail(item, "the key 'when' is missing");
            var attributes = fields.TryGetValue("attributes", out var overrides)
                ? overrides
                : throw _yaml.Fail(item, "the key 'attributes' is missing");
            rules.Add(new ScannerRule(_rules.Conditions(when), _rules.Overrides(attributes)));
        }

        return rules;
    }

    private DatePolicy? Dates(DeidentificationOption[] options)
    {
        var modified = options.Contains(DeidentificationOption.RetainLongitudinalModifiedDates);
        if (!_fields.TryGetValue("dates", out var node))
        {
            return modified ? DatePolicy.Default : null;
        }

        return modified
            ? new DatePolicyParser(_yaml).Parse(node)
            : throw _yaml.Fail(node, "'dates' goes with the option 'retain-longitudinal-modified-dates': add it, or take 'dates' out");
    }

    private void RefuseRulesWithoutBasis(ProfileBasis basis)
    {
        foreach (var key in (string[])["options", "dates", "identifiers", "private", "attributes", "unknown", "scanners"])
        {
            if (basis == ProfileBasis.None && _fields.TryGetValue(key, out var node))
            {
                throw _yaml.Fail(node, $"'basis: none' keeps everything, so '{key}' contradicts it: take one of them out");
            }
        }
    }

    private void RefuseTwoWords(Profile profile)
    {
        foreach (var rule in profile.Attributes)
        {
            if (profile.Identifiers.Any(identifier => identifier.Attribute.Tag == rule.Attribute.Tag))
            {
                throw _yaml.Fail(
                    _fields["attributes"], $"'{rule.Attribute}' stands under 'identifiers' too: choose one of them");
            }
        }
    }

    [GeneratedRegex(@"\A[a-z0-9][a-z0-9-]{0,47}\z", RegexOptions.CultureInvariant)]
    private static partial Regex NameSyntax();
}

using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads a profile's <c>texts</c>.</summary>
/// <param name="yaml">The profile.</param>
internal sealed class TextPolicyParser(ProfileYaml yaml)
{
    /// <summary>The keys of the section, as the schema has them.</summary>
    internal static readonly string[] Keys = ["allow"];

    /// <summary>Reads the section.</summary>
    /// <param name="node">Its mapping.</param>
    public TextPolicy Parse(YamlNode node)
    {
        var fields = yaml.Fields(node, "{ allow: [texts that may stay] }", Keys);
        var list = fields.TryGetValue("allow", out var allow) ? allow : throw yaml.Fail(node, "the key 'allow' is missing");
        var texts = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var item in yaml.Items(list, "texts that may stay"))
        {
            yaml.Attempt(() => Add(texts, item));
        }

        return new TextPolicy(texts);
    }

    private void Add(HashSet<string> texts, YamlNode item)
    {
        var text = yaml.Text(item, "a text that may stay").Trim();
        if (text.Length == 0 || text.Length > yaml.Limits.MaximumTextLength || text.Any(char.IsControl))
        {
            throw yaml.Fail(item, $"a text that may stay is one line of {yaml.Limits.MaximumTextLength} characters at most");
        }

        if (!texts.Add(text))
        {
            throw yaml.Fail(item, $"'{ProfileYaml.Shown(text)}' stands here twice");
        }
    }
}

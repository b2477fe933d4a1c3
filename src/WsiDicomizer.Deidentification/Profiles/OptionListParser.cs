using WsiDicomizer.Deidentification.Tables;
using YamlDotNet.RepresentationModel;

namespace WsiDicomizer.Deidentification.Profiles;

/// <summary>Reads a profile's <c>options</c>.</summary>
/// <param name="yaml">The profile.</param>
internal sealed class OptionListParser(ProfileYaml yaml)
{
    // Options whose carrying out is not built: claiming them would be a lie in every output.
    private static readonly Dictionary<DeidentificationOption, string> NotYet = new()
    {
        [DeidentificationOption.CleanPixelData] = "pixels are not cleaned yet",
    };

    /// <summary>Whether the program can carry an option out.</summary>
    /// <param name="option">The option.</param>
    internal static bool CanCarryOut(DeidentificationOption option) => !NotYet.ContainsKey(option);

    /// <summary>The options of a profile.</summary>
    /// <param name="Options">In the order of the table's columns.</param>
    /// <param name="IsWhole">Whether none was wrong: else nothing can be said against what seems to lack one.</param>
    internal sealed record Result(IReadOnlyList<DeidentificationOption> Options, bool IsWhole)
    {
        /// <summary>Whether an option is among them.</summary>
        public bool Contains(DeidentificationOption option) => Options.Contains(option);
    }

    /// <summary>Reads the list.</summary>
    public Result Parse(YamlNode node)
    {
        var options = new SortedSet<DeidentificationOption>();
        var isWhole = true;
        foreach (var item in yaml.Attempt(() => yaml.Items(node, "options"), null) ?? [])
        {
            isWhole &= yaml.Attempt(() => options.Add(Option(item, options)), false);
        }

        return new Result([.. options], isWhole && node is YamlSequenceNode);
    }

    private DeidentificationOption Option(YamlNode item, SortedSet<DeidentificationOption> options)
    {
        var name = yaml.Text(item, "the name of an option");
        if (!DeidentificationOptions.TryParse(name, out var option))
        {
            var names = DeidentificationOptions.Names;
            throw yaml.Fail(
                item,
                $"unknown option '{ProfileYaml.Shown(name)}'{Suggestion.For(name, names)}; allowed: {string.Join(", ", names)}");
        }

        RefuseContradiction(item, options, option);
        return NotYet.TryGetValue(option, out var reason)
            ? throw yaml.Fail(item, $"'{name}' cannot be carried out: {reason}; take it out")
            : option;
    }

    private void RefuseContradiction(YamlNode node, SortedSet<DeidentificationOption> options, DeidentificationOption option)
    {
        if (options.Contains(option))
        {
            throw yaml.Fail(node, $"'{option.GetName()}' stands here twice");
        }

        var (full, modified) =
            (DeidentificationOption.RetainLongitudinalFullDates, DeidentificationOption.RetainLongitudinalModifiedDates);
        if ((option == full && options.Contains(modified)) || (option == modified && options.Contains(full)))
        {
            throw yaml.Fail(node, $"'{full.GetName()}' and '{modified.GetName()}' contradict each other: choose one");
        }
    }
}

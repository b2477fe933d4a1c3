using System.Globalization;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Verification.Conformance.Attributes;

/// <summary>The VL Whole Slide Microscopy Image IOD (PS3.3 A.32.8): modules, functional groups, attributes, types, values.</summary>
/// <remarks>Read once from <c>wsm-iod.tsv</c>, which <c>generate.py</c> makes of the standard's tables.</remarks>
internal sealed class WsmDefinition
{
    private static readonly Lazy<WsmDefinition> Lazy = new(() => new WsmDefinition());

    // Macros that include each other (a content item in a content item) are followed this deep.
    private const int MaximumNesting = 6;

    private readonly Dictionary<string, List<string[]>> _macros = new(StringComparer.Ordinal);

    private WsmDefinition()
    {
        var modules = new List<(string[] Head, List<string[]> Lines)>();
        foreach (var line in ReadLines())
        {
            switch (line[0])
            {
                case "M" or "G":
                    modules.Add((line, []));
                    break;
                case "T":
                    modules.Add((line, []));
                    _macros.Add(line[1], modules[^1].Lines);
                    break;
                default:
                    modules[^1].Lines.Add(line);
                    break;
            }
        }

        Modules = [.. modules.Where(module => module.Head[0] == "M").Select(ToModule)];
        FunctionalGroups = [.. modules.Where(module => module.Head[0] == "G").Select(ToModule)];
    }

    /// <summary>The definition that ships.</summary>
    public static WsmDefinition Default => Lazy.Value;

    /// <summary>The modules.</summary>
    public IReadOnlyList<ModuleDefinition> Modules { get; }

    /// <summary>The functional group macros; each is one sequence.</summary>
    public IReadOnlyList<ModuleDefinition> FunctionalGroups { get; }

    private static IEnumerable<string[]> ReadLines()
    {
        using var stream = typeof(WsmDefinition).Assembly.GetManifestResourceStream("wsm-iod.tsv")
            ?? throw new InvalidOperationException("the resource wsm-iod.tsv is missing from the assembly");
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (!line.StartsWith('#'))
            {
                yield return line.Split('\t');
            }
        }
    }

    private ModuleDefinition ToModule((string[] Head, List<string[]> Lines) module)
    {
        var clause = $"PS3.3 {module.Head[3]}";
        return new ModuleDefinition(
            module.Head[1],
            module.Head[4][0],
            clause,
            Build(module.Lines, 0, module.Lines.Count, 0, clause, module.Head[2], string.Empty, 0));
    }

    /// <summary>The attributes of one depth between two lines.</summary>
    private List<AttributeDefinition> Build(
        List<string[]> lines, int start, int end, int depth, string clause, string table, string path, int nesting)
    {
        var attributes = new List<AttributeDefinition>();
        for (var index = start; index < end;)
        {
            var line = lines[index];
            var next = index + 1;
            while (next < end && Depth(lines[next]) > depth)
            {
                next++;
            }

            if (line[0] == "A")
            {
                var ownPath = path.Length == 0 ? line[3] : $"{path}/{line[3]}";
                attributes.Add(ToAttribute(line, clause, $"{table}/{ownPath}") with
                {
                    Items = Build(lines, index + 1, next, depth + 1, clause, table, ownPath, nesting),
                });
            }
            else if (nesting < MaximumNesting)
            {
                var macro = _macros[line[2]];
                attributes.AddRange(Build(
                    macro, 0, macro.Count, 0, $"PS3.3 table {line[2]}", line[2], string.Empty, nesting + 1));
            }

            index = next;
        }

        return attributes;
    }

    private static AttributeDefinition ToAttribute(string[] line, string clause, string key)
    {
        var (type, flags, values) = (line[4], line[5], line[6]);
        return new AttributeDefinition
        {
            Tag = DicomTag.Parse(line[2]),
            Keyword = line[3],
            Type = type switch
            {
                "1" => AttributeType.Type1,
                "1C" => AttributeType.Type1C,
                "2" => AttributeType.Type2,
                "2C" => AttributeType.Type2C,
                _ => AttributeType.Type3,
            },
            Clause = clause,
            HasSingleItem = flags.Contains('s', StringComparison.Ordinal),
            IsNotZero = flags.Contains('z', StringComparison.Ordinal),
            Values = values.Length == 0 ? [] : values[2..].Split('|'),
            IsEnumerated = values.StartsWith('E'),
            Condition = type.EndsWith('C') ? PresenceConditions.Find(key) : null,
        };
    }

    private static int Depth(string[] line) => int.Parse(line[1], CultureInfo.InvariantCulture);
}

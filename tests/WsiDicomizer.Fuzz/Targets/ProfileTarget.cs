using System.Text;
using WsiDicomizer.Deidentification;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Fuzz.Running;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Fuzz.Targets;

/// <summary>Profiles of de-identification: YAML, rules, patterns.</summary>
internal sealed class ProfileTarget : FuzzTarget
{
    public override string Name => "profile";

    public override IReadOnlyList<string> EntryPoints =>
    [
        "ProfileParser.Parse", "ResolvedProfile.Resolve", "ProfileCatalog.Load", "ProfileCatalog.LoadFile",
        "DeidentificationOptions.TryParse",
    ];

    public override IReadOnlyList<Type> AllowedExceptions => [typeof(DeidentificationException)];

    public override IReadOnlyList<string> Tokens =>
    [
        ":", "- ", "[", "]", "{", "}", "&a ", "*a", "!!int ", "|\n", ">\n", "'", "\"", "\n  ", "---\n", "...", "? ", "%YAML 1.2\n", "<<: ",
        "keep", "remove", "(0010,0010)", "\t", "#", "\\x", "keep-matching: ", "(a+)+$", "[[", "\u2028",
    ];

    public override double Share => 0.5;

    public override long AllocationLimit(int inputLength) => (32L << 20) + (4096L * inputLength);

    public override IEnumerable<byte[]> CreateSeeds() =>
    [
        .. Directory.EnumerateFiles(Path.Combine(SharedSlides.RepositoryRoot, "profiles"), "*.yaml")
            .Order(StringComparer.Ordinal)
            .Select(File.ReadAllBytes),
        "name: a\nbasis: none\n"u8.ToArray(),
    ];

    public override void Run(ReadOnlyMemory<byte> input) =>
        ResolvedProfile.Resolve(ProfileParser.Parse(Encoding.UTF8.GetString(input.Span), "profile.yaml"));
}

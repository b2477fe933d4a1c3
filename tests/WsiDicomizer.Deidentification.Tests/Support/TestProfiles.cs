using System.Security.Cryptography;
using WsiDicomizer.Deidentification.Engine;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Profiles;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Deidentification.Tests.Support;

/// <summary>Profiles, keys and engines of the tests.</summary>
internal static class TestProfiles
{
    public static ProfileCatalog Catalog { get; } = new(Path.Combine(SharedSlides.RepositoryRoot, "profiles"));

    public static ProjectKey Key { get; } = KeyOf("a key of the tests");

    public static ProjectKey KeyOf(string seed) => new(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(seed)));

    public static Profile Parse(string body) =>
        ProfileParser.Parse("name: test\nbasis: ps3.15-basic\n" + body.ReplaceLineEndings("\n"), "test.yaml");

    public static DeidentificationEngine Engine(string body = "", ProjectKey? key = null) =>
        new(ResolvedProfile.Resolve(Parse(body)), key ?? Key);

    public static DeidentificationEngine Shipped(string name, ProjectKey? key = null) =>
        new(ResolvedProfile.Resolve(Catalog.Load(name)), key ?? Key);
}

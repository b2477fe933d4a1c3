using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using WsiDicomizer.Tests.Support;

namespace WsiDicomizer.Architecture.Tests;

/// <summary>The manifest of test slides, held against the slides.</summary>
public partial class TestDataManifestTests
{
    private static readonly string[] Required = ["name", "vendor", "licence", "origin", "goodFor"];

    [Fact]
    public void Manifest_EveryEntry_IsComplete()
    {
        using var manifest = Read();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var paths = new HashSet<string>(StringComparer.Ordinal);
        foreach (var slide in manifest.RootElement.GetProperty("slides").EnumerateArray())
        {
            Assert.All(Required, key => Assert.False(string.IsNullOrWhiteSpace(slide.GetProperty(key).GetString())));
            Assert.True(names.Add(slide.GetProperty("name").GetString()!), "a name is used twice");
            Assert.NotEqual(0, slide.GetProperty("files").GetArrayLength());
            foreach (var file in slide.GetProperty("files").EnumerateArray())
            {
                Assert.True(paths.Add(file.GetProperty("path").GetString()!), "a file is listed twice");
                Assert.Matches(Digest(), file.GetProperty("sha256").GetString());
            }
        }
    }

    [SharedSlidesFact]
    public void Slides_InTheFolder_AreExactlyTheListedOnes()
    {
        using var manifest = Read();
        var root = SharedSlides.File("");
        var listed = manifest.RootElement.GetProperty("slides").EnumerateArray()
            .SelectMany(slide => slide.GetProperty("files").EnumerateArray())
            .ToDictionary(
                file => file.GetProperty("path").GetString()!,
                file => $"{file.GetProperty("size").GetInt64()} {file.GetProperty("sha256").GetString()}",
                StringComparer.Ordinal);
        var found = Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(root, path).Replace('\\', '/'))
            .Where(path => path != "README.md")
            .ToDictionary(path => path, path => Describe(Path.Combine(root, path)), StringComparer.Ordinal);

        Assert.Equal(listed.OrderBy(file => file.Key, StringComparer.Ordinal),
            found.OrderBy(file => file.Key, StringComparer.Ordinal));
    }

    private static string Describe(string path)
    {
        using var stream = File.OpenRead(path);
        return $"{stream.Length} {Convert.ToHexStringLower(SHA256.HashData(stream))}";
    }

    private static JsonDocument Read() => JsonDocument.Parse(
        File.ReadAllBytes(Path.Combine(SharedSlides.RepositoryRoot, "testdata-manifest", "manifest.json")));

    [GeneratedRegex("^[0-9a-f]{64}$")]
    private static partial Regex Digest();
}

using System.Security.Cryptography;
using WsiDicomizer.Deidentification.Keys;
using WsiDicomizer.Deidentification.Tests.Support;
using WsiDicomizer.Dicom;

namespace WsiDicomizer.Deidentification.Tests.Keys;

public sealed class KeyTests : IDisposable
{
    private const string Digits = "00112233445566778899aabbccddeeff00112233445566778899AABBCCDDEEFF";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("keys");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Create_ThenLoad_IsTheSameKeyForItsOwnerAlone()
    {
        using var random = RandomNumberGenerator.Create();
        var key = ProjectKey.CreateRandom(random);
        ProjectKeyFile.Create(PathOf("k"), key);
        var loaded = ProjectKeyFile.Load(PathOf("k"));
        Assert.Equal(key.Fingerprint, loaded.Key.Fingerprint);
        Assert.False(loaded.IsReadableByOthers);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(PathOf("k")));
        }
    }

    [Fact]
    public void Create_WhereAFileIs_IsRefused()
    {
        File.WriteAllText(PathOf("k"), "precious");
        var exception = Assert.Throws<ProjectKeyException>(() => ProjectKeyFile.Create(PathOf("k"), TestProfiles.Key));
        Assert.Contains("exists already", exception.Message, StringComparison.Ordinal);
        Assert.Equal("precious", File.ReadAllText(PathOf("k")));
    }

    [Theory]
    [InlineData("", "too short")]
    [InlineData("00112233", "too short")]
    [InlineData("zz112233445566778899aabbccddeeff00112233445566778899aabbccddeeff", "not a key file")]
    [InlineData(Digits + "00", "not a key file")]
    [InlineData(Digits + "\n" + Digits, "not a key file")]
    public void Load_WhatIsNoKey_IsRefusedWithoutItsContent(string content, string message)
    {
        File.WriteAllText(PathOf("k"), content);
        var exception = Assert.Throws<ProjectKeyException>(() => ProjectKeyFile.Load(PathOf("k")));
        Assert.Contains(message, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("112233", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_MissingOrFolder_IsRefused()
    {
        Assert.Throws<ProjectKeyException>(() => ProjectKeyFile.Load(PathOf("none")));
        Assert.Throws<ProjectKeyException>(() => ProjectKeyFile.Load(_folder.FullName));
        Assert.Throws<ProjectKeyException>(() => ProjectKeyFile.Load(Path.Combine(_folder.FullName, "no", "folder")));
    }

    [Fact]
    public void Load_HugeFile_IsRefusedWithoutReadingIt()
    {
        using (var file = File.Create(PathOf("k")))
        {
            file.SetLength(1L << 36);
        }

        Assert.Contains(
            "not a key file", Assert.Throws<ProjectKeyException>(() => ProjectKeyFile.Load(PathOf("k"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Load_ReadableByOthers_Warns()
    {
        if (OperatingSystem.IsWindows())
        {
            return;
        }

        File.WriteAllText(PathOf("k"), Digits + "\r\n");
        File.SetUnixFileMode(PathOf("k"), UnixFileMode.UserRead | UnixFileMode.GroupRead);
        Assert.True(ProjectKeyFile.Load(PathOf("k")).IsReadableByOthers);
    }

    [Fact]
    public void ToString_OfAKey_HasNoSecret() =>
        Assert.DoesNotContain("00112233", new ProjectKey(Convert.FromHexString(Digits)).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Derive_AsPublished_IsHmacSha256WithTheLabel()
    {
        var key = new ProjectKey(Convert.FromHexString(Digits));
        var expected = HMACSHA256.HashData(Convert.FromHexString(Digits), "WsiDicomizer/1/uid/uid\u00001.2.3"u8);
        Assert.Equal(expected, key.Derive("uid/uid", "1.2.3"));
    }

    [Fact]
    public void MapUid_ManyUids_AreValidDifferentAndStable()
    {
        var pseudonymizer = new Pseudonymizer(TestProfiles.Key);
        var mapped = Enumerable.Range(0, 2000).Select(number => pseudonymizer.MapUid($"1.2.3.{number}")).ToArray();
        Assert.Equal(mapped.Length, mapped.Distinct().Count());
        Assert.All(mapped, uid => Assert.True(DicomUID.IsValidUid(uid) && uid.StartsWith("2.25.", StringComparison.Ordinal)));
        Assert.Equal(mapped[7], pseudonymizer.MapUid("1.2.3.7\0"));
        Assert.NotEqual(mapped[7], new Pseudonymizer(TestProfiles.KeyOf("another")).MapUid("1.2.3.7"));
    }

    [Theory]
    [InlineData("1.2.840.10008.5.1.4.1.1.77.1.6")]
    [InlineData("1.2.840.10008.1.2.4.50")]
    public void MapUid_OfTheStandard_Stays(string uid) => Assert.Equal(uid, new Pseudonymizer(TestProfiles.Key).MapUid(uid));

    [Fact]
    public void MapUid_UnregisteredUnderTheStandardsRoot_IsMapped() =>
        Assert.StartsWith("2.25.", new Pseudonymizer(TestProfiles.Key).MapUid("1.2.840.10008.19700101.4711"), StringComparison.Ordinal);

    [Fact]
    public void CreateCode_ForPurposes_AreUnrelated()
    {
        var pseudonymizer = new Pseudonymizer(TestProfiles.Key);
        var codes = new[] { "PatientID", "PatientName", "ContainerIdentifier" }.Select(purpose => pseudonymizer.CreateCode(purpose, "4711", 32));
        Assert.Equal(3, codes.Distinct().Count());
        Assert.All(codes, code => Assert.All(code, digit => Assert.Contains(digit, Pseudonymizer.Alphabet)));
    }

    [Theory]
    [InlineData("P-{code:8}", true)]
    [InlineData("{code:32}", true)]
    [InlineData("Site 1 {code:6}-x", true)]
    [InlineData("P-", false)]
    [InlineData("P-{code:5}", false)]
    [InlineData("P-{code:33}", false)]
    [InlineData("{code:8}{code:8}", false)]
    [InlineData("P\\{code:8}", false)]
    [InlineData("{name}", false)]
    public void TryParse_Patterns_AcceptsOneCodeAmongSafeText(string text, bool isValid) =>
        Assert.Equal(isValid, PseudonymPattern.TryParse(text, out _));

    private string PathOf(string name) => Path.Combine(_folder.FullName, name);
}

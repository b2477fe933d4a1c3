using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using WsiDicomizer.Imaging.Color;
using WsiDicomizer.Imaging.Tests.Builders;

namespace WsiDicomizer.Imaging.Tests.Color;

public class IccProfileTests
{
    [Fact]
    public void CreateSrgbInputDevice_Always_IsAValidInputProfile()
    {
        var profile = IccProfile.CreateSrgbInputDevice();
        Assert.Equal(("scnr", "RGB ", "XYZ "), (profile.DeviceClass, profile.ColorSpace, profile.ConnectionSpace));
        Assert.StartsWith("sRGB", profile.Description, StringComparison.Ordinal);
        Assert.Equal(0, profile.Bytes.Length % 4);
        Assert.Same(profile, profile.AsInputDevice());
    }

    [Fact]
    public void CreateSrgbInputDevice_OnAnyMachine_HasTheseBytes()
    {
        // A change of these bytes changes every output that uses them: it belongs into the change log.
        var digest = Convert.ToHexString(SHA256.HashData(IccProfile.CreateSrgbInputDevice().Bytes.Span));
        Assert.Equal(
            "BBC4D7A6696ACC17BC316762A3AA59597C46B00612BAE1ADF46D7631CCD5162A", digest);
    }

    [Fact]
    public void CreateSrgbInputDevice_Colorants_SumToTheWhiteOfThePcs()
    {
        var bytes = IccProfile.CreateSrgbInputDevice().Bytes.ToArray();
        for (var axis = 0; axis < 3; axis++)
        {
            var sum = new[] { "rXYZ", "gXYZ", "bXYZ" }.Sum(tag => Int32At(bytes, TagOffset(bytes, tag) + 8 + (4 * axis)));
            Assert.Equal(Int32At(bytes, TagOffset(bytes, "wtpt") + 8 + (4 * axis)), sum);
        }
    }

    [Fact]
    public void AsInputDevice_DisplayProfile_ChangesClassAndDropsTheId()
    {
        var bytes = IccProfile.CreateSrgbInputDevice().Bytes.ToArray();
        "mntr"u8.CopyTo(bytes.AsSpan(12));
        bytes.AsSpan(84, 16).Fill(7);

        var profile = IccProfile.Read([.. bytes, 0, 0, 0], IccLimits.Default).AsInputDevice();

        Assert.Equal(IccProfile.CreateSrgbInputDevice().Bytes.ToArray(), profile.Bytes.ToArray());
    }

    [Theory]
    [InlineData(12, "link")]
    [InlineData(12, "abst")]
    [InlineData(16, "CMYK")]
    public void AsInputDevice_OtherProfile_IsUnsupported(int offset, string signature)
    {
        var bytes = IccProfile.CreateSrgbInputDevice().Bytes.ToArray();
        Encoding.ASCII.GetBytes(signature, bytes.AsSpan(offset));
        var profile = IccProfile.Read(bytes, IccLimits.Default);
        Assert.False(profile.CanBeInputDevice);
        Assert.Equal(CodecProblem.Unsupported, Assert.Throws<CodecException>(() => profile.AsInputDevice()).Problem);
    }

    [Fact]
    public void Description_OfVersion4_IsRead()
    {
        var bytes = IccProfile.CreateSrgbInputDevice().Bytes.ToArray();
        byte[] text = [.. "mluc\0\0\0\0\0\0\0\u0001\0\0\0\u000CenUS\0\0\0\u0004\0\0\0\u001C"u8, 0, (byte)'A', 0, (byte)'B'];
        text.CopyTo(bytes.AsSpan(TagOffset(bytes, "desc")));
        Assert.Equal("AB", IccProfile.Read(bytes, IccLimits.Default).Description);
    }

    public static TheoryData<string, int, byte[], CodecProblem> Damaged() => new()
    {
        { "signature", 36, [0], CodecProblem.Damaged },
        { "size too large", 0, [0, 0x7F, 0, 0], CodecProblem.Truncated },
        { "size beyond limit", 0, [0x7F, 0, 0, 0], CodecProblem.LimitExceeded },
        { "size too small", 0, [0, 0, 0, 130], CodecProblem.Damaged },
        { "tag count", 128, [0, 1, 0, 0], CodecProblem.LimitExceeded },
        { "tag table beyond", 128, [0, 0, 0, 255], CodecProblem.Damaged },
        { "tag offset", 136, [0xFF, 0xFF, 0xFF, 0xFF], CodecProblem.Damaged },
        { "tag length", 140, [0xFF, 0xFF, 0xFF, 0xFF], CodecProblem.Damaged },
        { "class", 12, [0, 0, 0, 0], CodecProblem.Damaged },
    };

    [Theory]
    [MemberData(nameof(Damaged))]
    public void Read_DamagedProfile_SaysSo(string name, int offset, byte[] patch, CodecProblem problem)
    {
        var bytes = IccProfile.CreateSrgbInputDevice().Bytes.ToArray();
        patch.CopyTo(bytes, offset);
        var exception = Assert.Throws<CodecException>(() => IccProfile.Read(bytes, IccLimits.Default));
        Assert.True(exception.Problem == problem, name);
    }

    [Fact]
    public void TryRead_EmptyOrMutated_NeverThrows()
    {
        Assert.False(IccProfile.TryRead([], IccLimits.Default, out _, out _));
        var bytes = IccProfile.CreateSrgbInputDevice().Bytes.ToArray().AsSpan(0, 500).ToArray();
        BinaryPrimitives.WriteInt32BigEndian(bytes, 400);
        foreach (var mutated in Mutations.Of(bytes, 3000, seed: 41))
        {
            IccProfile.TryRead(mutated, IccLimits.Default, out _, out _);
        }
    }

    private static int TagOffset(byte[] bytes, string tag)
    {
        var entry = bytes.AsSpan(132).IndexOf(Encoding.ASCII.GetBytes(tag));
        return Int32At(bytes, 132 + entry + 4);
    }

    private static int Int32At(byte[] bytes, int offset) => BinaryPrimitives.ReadInt32BigEndian(bytes.AsSpan(offset));
}

namespace WsiDicomizer.Dicom.Tests;

public sealed class DicomElementTests
{
    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData(" 1.5", 1.5)]
    [InlineData("-2.5e-3", -0.0025)]
    public void Get_DecimalString_IsTheNumber(string text, double expected) =>
        Assert.Equal(expected, new DicomDecimalString(DicomTag.PixelSpacing, text).Get<double>());

    [Theory]
    [InlineData("1,5")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1e999")]
    [InlineData("SMITH^JOHN")]
    public void Get_DecimalStringThatIsNoNumber_IsRefusedWithoutTheValue(string text)
    {
        var element = new DicomDecimalString(DicomTag.PixelSpacing, text);

        var error = Assert.Throws<DicomDataException>(() => element.Get<double>());

        Assert.Equal(DicomTag.PixelSpacing, error.Tag);
        Assert.DoesNotContain(text, error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Get_NumberThatIsNoInteger_IsNotRounded()
    {
        Assert.Throws<DicomDataException>(() => new DicomIntegerString(DicomTag.NumberOfFrames, "1.5").Get<int>());
        Assert.Throws<DicomDataException>(
            () => new DicomFloatingPointDouble(DicomTag.ExposureTimeInms, 1.5).Get<int>());
        Assert.Equal(12, new DicomIntegerString(DicomTag.NumberOfFrames, "12").Get<int>());
        Assert.Equal(12, new DicomFloatingPointDouble(DicomTag.ExposureTimeInms, 12).Get<int?>());
    }

    [Fact]
    public void Get_NumberBeyondTheType_IsRefused()
    {
        Assert.Throws<DicomDataException>(() => new DicomUnsignedShort(DicomTag.Rows, 256).Get<byte>());
        Assert.Throws<DicomDataException>(() => new DicomFloatingPointDouble(DicomTag.ExposureTimeInms, 1e300).Get<float>());
        Assert.Throws<DicomDataException>(
            () => new DicomFloatingPointDouble(DicomTag.ExposureTimeInms, double.NaN).Get<int>());
    }

    [Fact]
    public void Get_TextOfOtherKinds_IsInvariant()
    {
        Assert.Equal("1.5", new DicomFloatingPointDouble(DicomTag.ExposureTimeInms, 1.5).Get<string>());
        Assert.Equal("(0010,0020)", new DicomAttributeTag(DicomTag.FrameIncrementPointer, DicomTag.PatientID).Get<string>());
        Assert.Throws<DicomDataException>(() => new DicomOtherByte(DicomTag.ICCProfile, [1, 2]).Get<string>());
    }

    [Fact]
    public void GetAll_BytesAsNumbers_AreLittleEndian()
    {
        var element = new DicomOtherWord(DicomTag.PixelData, [1, 0, 0, 1]);

        Assert.Equal([1, 0, 0, 1], element.GetAll<byte>());
        Assert.Equal([1, 256], element.GetAll<ushort>());
        Assert.Equal([[1, 0, 0, 1]], element.GetAll<byte[]>());
        Assert.Throws<DicomDataException>(() => element.GetAll<double>());
    }

    [Fact]
    public void Values_TextWithBackslash_AreSeveral()
    {
        var type = new DicomCodeString(DicomTag.ImageType, "ORIGINAL\\PRIMARY");

        Assert.Equal(["ORIGINAL", "PRIMARY"], type.Values);
        Assert.Equal(["a\\b"], new DicomLongText(DicomTag.AdditionalPatientHistory, "a\\b").Values);
    }

    [Fact]
    public void Values_OneEmptyText_IsNone()
    {
        Assert.Empty(new DicomPersonName(DicomTag.PatientName, string.Empty).Values);
        Assert.Equal(["", "x"], new DicomLongString(DicomTag.OtherPatientIDs, "", "x").Values);
    }

    [Fact]
    public void Values_SeveralForVRWithOne_AreRefused() =>
        Assert.Throws<DicomDataException>(() => new DicomLongText(DicomTag.AdditionalPatientHistory, "a", "b"));
}

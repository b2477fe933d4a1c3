using System.Globalization;

namespace WsiDicomizer.Dicom.Tests;

public sealed class DicomNumberTextTests
{
    [Theory]
    [InlineData(0.000499, "0.000499")]
    [InlineData(-0.1, "-0.1")]
    [InlineData(1.0 / 3, "0.33333333333333")]
    [InlineData(-1.0 / 3, "-0.3333333333333")]
    [InlineData(-1.2345678901234567e-300, "-1.23456789E-300")]
    [InlineData(0.000251234567890123, "0.00025123456789")]
    [InlineData(123456789012345678.0, "1.2345678901E+17")]
    [InlineData(double.Epsilon, "5E-324")]
    public void ToDecimalString_Number_HasAsManyDigitsAsFit(double value, string expected) =>
        Assert.Equal(expected, DicomNumberText.ToDecimalString(value));

    [Theory]
    [InlineData(double.MaxValue)]
    [InlineData(double.MinValue)]
    public void ToDecimalString_EdgeOfTheRange_StaysFinite(double value)
    {
        var text = DicomNumberText.ToDecimalString(value);

        Assert.InRange(text.Length, 1, 16);
        Assert.True(double.IsFinite(double.Parse(text, CultureInfo.InvariantCulture)));
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.NegativeInfinity)]
    public void ToDecimalString_NotFinite_IsRefused(double value) =>
        Assert.Throws<DicomDataException>(() => DicomNumberText.ToDecimalString(value));

    [Fact]
    public void ToDecimalString_AnyNumber_FitsAndIsNear()
    {
        const int Seed = 20261121;
        var random = new Random(Seed);
        for (var round = 0; round < 20_000; round++)
        {
            var value = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-300, 300));
            var single = (float)(random.NextDouble() - 0.5) * MathF.Pow(10, random.Next(-30, 30));

            var text = DicomNumberText.ToDecimalString(value);
            var singleText = DicomNumberText.ToDecimalString(single);

            var label = $"seed {Seed}, round {round}: {text}, {singleText}";
            Assert.True(text.Length <= 16 && singleText.Length <= 16, label);
            Assert.True(text.All(letter => "0123456789+-Ee.".Contains(letter, StringComparison.Ordinal)), label);
            Assert.True(Math.Abs(double.Parse(text, CultureInfo.InvariantCulture) - value) <= Math.Abs(value) * 1e-8, label);
            Assert.Equal(single, float.Parse(singleText, CultureInfo.InvariantCulture));
        }
    }

    [Fact]
    public void Create_NumbersForTextVRs_AreWrittenAsTheirVRWants()
    {
        Assert.Equal("0.1", Text(DicomTag.PixelSpacing, 0.1f));
        Assert.Equal("0.25", Text(DicomTag.PixelSpacing, 0.25m));
        Assert.Equal("9.2233720369E+18", Text(DicomTag.PixelSpacing, long.MaxValue));
        Assert.Equal("-2147483648", Text(DicomTag.NumberOfFrames, int.MinValue));
        Assert.Throws<DicomDataException>(() => Text(DicomTag.NumberOfFrames, 1.5));
        Assert.Throws<DicomDataException>(() => Text(DicomTag.NumberOfFrames, long.MaxValue));
    }

    private static string Text<T>(DicomTag tag, T value) =>
        ((DicomStringElement)DicomItemFactory.Create(tag, value)).Values[0];
}

namespace Gantry.Fleet.Notifications.Mqtt;

/// <summary>A broker did not do what MQTT 3.1.1 says, or refused.</summary>
public sealed class MqttException(string message) : IOException(message);

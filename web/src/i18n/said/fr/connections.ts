import type { Saying } from "../sayings";

/** What stands at the far end of a cable or a network. */
export const connections: readonly Saying[] = [
  // What answers, or does not.
  ["The device says nothing.", "Le périphérique ne dit rien."],
  [
    "The device sends bytes that are no text.",
    "Le périphérique envoie des octets qui ne sont pas du texte.",
  ],
  [
    "The device sends bytes that are no text at {rate} baud.",
    "Le périphérique envoie des octets qui ne sont pas du texte à {rate} bauds.",
  ],
  [
    "This is a 3D printer, but it did not answer.",
    "C’est une imprimante 3D, mais elle n’a pas répondu.",
  ],
  ["The device sends back what is sent to it.", "Le périphérique renvoie ce qu’on lui envoie."],
  [
    "This seems to be a printer's display: it sends G-code itself.",
    "Cela semble être l’écran d’une imprimante : il envoie lui-même du G-code.",
  ],
  [
    "This is a board with Klipper's own firmware, which speaks a binary protocol.",
    "C’est une carte avec le firmware de Klipper, qui parle un protocole binaire.",
  ],
  [
    "This is a CNC controller with GRBL, not a 3D printer.",
    "C’est une commande CNC avec GRBL, pas une imprimante 3D.",
  ],
  ["This is an ESP8266 or ESP32 module.", "C’est un module ESP8266 ou ESP32."],
  [
    "This is a board with MicroPython or CircuitPython.",
    "C’est une carte avec MicroPython ou CircuitPython.",
  ],
  ["This is a GPS receiver.", "C’est un récepteur GPS."],
  ["This is a modem.", "C’est un modem."],
  [
    "This is the console of a computer or a router.",
    "C’est la console d’un ordinateur ou d’un routeur.",
  ],
  [
    "The device talks, but not as a 3D printer does.",
    "Le périphérique parle, mais pas comme une imprimante 3D.",
  ],
  [
    "Is the printer switched on, and is this its port? Some boards need the baud rate to be set, and some displays must be told to let the computer in.",
    "L’imprimante est-elle allumée, et est-ce son port ? Certaines cartes demandent que la vitesse soit réglée, et certains écrans que l’ordinateur soit autorisé.",
  ],
  [
    "Set the printer's baud rate (115200 and 250000 are usual), or check cable and ground if it is set.",
    "Réglez la vitesse de l’imprimante (115200 et 250000 sont courantes), ou vérifiez câble et masse si elle l’est.",
  ],
  [
    "It may be busy with a long command, or halted after a fault: wait, or reset it. If it prints from its SD card, let it finish.",
    "Elle est peut-être occupée par une longue commande, ou arrêtée après une faute : attendez, ou réinitialisez-la. Si elle imprime depuis sa carte SD, laissez-la finir.",
  ],
  [
    "Receive and transmit lines may be joined, or a terminal program answers: check the wiring, or choose another port.",
    "Réception et émission sont peut-être reliées, ou un terminal répond : vérifiez le câblage, ou choisissez un autre port.",
  ],
  [
    "Connect to the printer's board instead of its display.",
    "Connectez-vous à la carte de l’imprimante plutôt qu’à son écran.",
  ],
  [
    "Klipper itself must own this port; connect to the pseudo-terminal that Klipper makes, as /tmp/printer.",
    "Ce port doit rester à Klipper ; connectez-vous au pseudo-terminal qu’il crée, comme /tmp/printer.",
  ],
  [
    "If it is a Wi-Fi module of the printer, connect to the printer's own port, or to the module's network address.",
    "Si c’est un module Wi-Fi de l’imprimante, connectez-vous au port de l’imprimante, ou à l’adresse réseau du module.",
  ],
  [
    "Choose another port, or take this one off the list.",
    "Choisissez un autre port, ou retirez celui-ci de la liste.",
  ],
  // Ports.
  [
    "{path} does not exist. 'gantry ports' lists the serial devices of this machine.",
    "{path} n’existe pas. « gantry ports » liste les périphériques série de cette machine.",
  ],
  [
    "{path} has no device behind it ({why}). Is it plugged in and switched on?",
    "{path} n’a pas de périphérique ({why}). Est-il branché et allumé ?",
  ],
  ["{path} is not a serial port.", "{path} n’est pas un port série."],
  ["{path} is a folder, not a serial port.", "{path} est un dossier, pas un port série."],
  ["{path} could not be opened: {why}.", "{path} n’a pas pu être ouvert : {why}."],
  ["{path} could not be opened.", "{path} n’a pas pu être ouvert."],
  [
    "{path} is in use by another program. Close that one, or share the port with 'gantry share'.",
    "{path} est utilisé par un autre programme. Fermez-le, ou partagez le port avec « gantry share ».",
  ],
  [
    "{path} is in use by {holder}. Close that program, or share the port with 'gantry share'.",
    "{path} est utilisé par {holder}. Fermez ce programme, ou partagez le port avec « gantry share ».",
  ],
  [
    "{path} is gone: the device was unplugged or switched off.",
    "{path} a disparu : le périphérique a été débranché ou éteint.",
  ],
  [
    "{path} cannot do {wanted}: its driver offers {used} instead. Choose another rate with --baud.",
    "{path} ne peut pas faire {wanted} : son pilote propose {used}. Choisissez une autre vitesse.",
  ],
  [
    "This user may not open {path}. Ask the administrator for access to it.",
    "Cet utilisateur ne peut pas ouvrir {path}. Demandez l’accès à l’administrateur.",
  ],
  [
    "This user may not open {path}. Join its group: '{command}', then log in again.",
    "Cet utilisateur ne peut pas ouvrir {path}. Rejoignez son groupe : « {command} », puis reconnectez-vous.",
  ],
  [
    "{address}: no answer within {seconds} s. Is the host switched on and in this network?",
    "{address} : pas de réponse en {seconds} s. La machine est-elle allumée et sur ce réseau ?",
  ],
  [
    "{address}: the far end closed the connection.",
    "{address} : l’autre bout a fermé la connexion.",
  ],
  ["{address}: the connection was lost ({why}).", "{address} : la connexion s’est perdue ({why})."],
  [
    "{address}: nothing listens there. Is the port shared, and is {port} its number?",
    "{address} : rien n’y écoute. Le port est-il partagé, et {port} est-il son numéro ?",
  ],
  [
    "{address}: there is no host named '{host}'.",
    "{address} : il n’y a pas de machine nommée « {host} ».",
  ],
  [
    "{address}: the name '{host}' is not known in this network. Check it, or write the address.",
    "{address} : le nom « {host} » n’est pas connu sur ce réseau. Vérifiez-le, ou écrivez l’adresse.",
  ],
  [
    "{address}: no way to that host ({why}).",
    "{address} : pas de chemin vers cette machine ({why}).",
  ],
  ["{address}: no answer.", "{address} : pas de réponse."],
  [
    "{address}: the far end does not speak RFC 2217: {why}. If it is a raw serial port, use {raw}.",
    "{address} : l’autre bout ne parle pas RFC 2217 : {why}. Si c’est un port série brut, utilisez {raw}.",
  ],
  ['{address}: the far end refused: "{text}".', "{address} : l’autre bout a refusé : « {text} »."],
  [
    "{address}: the far end closed the connection at once. Somebody else uses the port, or its device is missing.",
    "{address} : l’autre bout a aussitôt fermé la connexion. Quelqu’un d’autre utilise le port, ou son périphérique manque.",
  ],
  [
    "{address}: the far end asks without end and reads no answers; the connection was ended.",
    "{address} : l’autre bout demande sans fin et ne lit pas les réponses ; la connexion a été fermée.",
  ],
  [
    "{address}: {wanted} is not a setting: it takes 5 to 8 data bits, and a baud rate.",
    "{address} : {wanted} n’est pas un réglage : il faut de 5 à 8 bits de données, et une vitesse.",
  ],
  [
    "{address} is only watched. Leave out mode=watch to write to it.",
    "{address} est seulement observé. Enlevez mode=watch pour y écrire.",
  ],
  [
    "{address}: the far end agreed to RFC 2217, but answered no setting within {seconds} s.",
    "{address} : l’autre bout a accepté RFC 2217, mais n’a répondu à aucun réglage en {seconds} s.",
  ],
  [
    "{address}: the far end did not answer when asked for {wanted}: it does not know its {names}.",
    "{address} : l’autre bout n’a pas répondu à {wanted}.",
  ],
  [
    "{address}: the far end does not do {wanted}; it uses {used} instead.",
    "{address} : l’autre bout ne fait pas {wanted} ; il utilise {used}.",
  ],
  [
    "The port's address is empty. {forms}.",
    "L’adresse du port est vide. Attendu : /dev/ttyUSB0, rfc2217://hôte:4001 ou tcp://hôte:23.",
  ],
  [
    "'{kind}://' is not a kind of port that Gantry knows. {forms}.",
    "« {kind}:// » n’est pas une sorte de port que Gantry connaît. Attendu : /dev/ttyUSB0, rfc2217://hôte:4001 ou tcp://hôte:23.",
  ],
  [
    "'{text}' has no host. {forms}.",
    "« {text} » n’a pas de machine. Attendu : /dev/ttyUSB0, rfc2217://hôte:4001 ou tcp://hôte:23.",
  ],
  [
    "'{text}' has no port number. {forms}.",
    "« {text} » n’a pas de numéro de port. Attendu : /dev/ttyUSB0, rfc2217://hôte:4001 ou tcp://hôte:23.",
  ],
  // A test of a connection.
  ["{who} answers at {rate} baud.", "{who} répond à {rate} bauds."],
  ["{who} on “{machine}”", "{who} sur « {machine} »"],
  ["It measures {values}.", "Mesures : {values}."],
  ["It reported no temperatures.", "Elle n’a indiqué aucune température."],
  ["It takes one line at a time.", "Elle prend une ligne à la fois."],
  ["It takes {count} lines ahead.", "Elle prend {count} lignes d’avance."],
  [
    "It does not check line numbers: a print that is interrupted cannot go on exactly.",
    "Elle ne vérifie pas les numéros de ligne : une impression interrompue ne pourra pas reprendre exactement.",
  ],
  [
    "The board started anew when the port was opened.",
    "La carte a redémarré à l’ouverture du port.",
  ],
  ["A firmware that does not say its name", "Un firmware qui ne dit pas son nom"],
  [
    "{address} is being tested already. That takes {seconds} seconds at most; try again then.",
    "{address} est déjà en cours de test, {seconds} secondes au plus ; réessayez ensuite.",
  ],
  [
    "{address} did not get so far within {seconds} seconds that anything can be said of it.",
    "{address} n’a rien montré en {seconds} secondes dont on puisse parler.",
  ],
  [
    "The firmware answers, and reports a fault: {why}",
    "Le firmware répond, et signale une faute : {why}",
  ],
  [
    "{name} of this fleet has this port, without success: {why}",
    "{name}, de ce parc, a ce port, sans succès : {why}",
  ],
  [
    "{name} of this fleet has this port already; {who} answers there. Nothing was sent.",
    "{name}, de ce parc, a déjà ce port ; {who} y répond. Rien n’a été envoyé.",
  ],
  [
    "{name} of this fleet has this port already, and is {state}. Nothing was sent.",
    "{name}, de ce parc, a déjà ce port, et est {state}. Rien n’a été envoyé.",
  ],
  // Shares of this machine.
  ["The printer {name} has the device.", "L’imprimante {name} a le périphérique."],
  [
    "A connection to the device is being tested.",
    "Une connexion au périphérique est en cours de test.",
  ],
  [
    "The printer {printer} uses {port}: a reset would end its print.",
    "L’imprimante {printer} utilise {port} : un redémarrage mettrait fin à son impression.",
  ],
  [
    "The printer {printer} uses {port}. Change its address first, or switch it off.",
    "L’imprimante {printer} utilise {port}. Changez d’abord son adresse, ou désactivez-la.",
  ],
  ["The printer {printer} uses {port}.", "L’imprimante {printer} utilise {port}."],
  ["{port} could not be reset: {why}", "{port} n’a pas pu être redémarré : {why}"],
  ["{port} cannot be connected to: {why}", "On ne peut pas se connecter à {port} : {why}"],
  ["{port} is in use by {holder}.", "{port} est utilisé par {holder}."],
  [
    "{port} is in use by {holder} since {time} UTC. Connect with mode=watch to watch.",
    "{port} est utilisé par {holder} depuis {time} UTC. Connectez-vous avec mode=watch pour observer.",
  ],
  ["A pattern has at most {most} characters.", "Un motif fait {most} caractères au plus."],
  [
    "'{pattern}' is no regular expression: {why}",
    "« {pattern} » n’est pas une expression régulière : {why}",
  ],
  ["The log cannot be read: {why}", "Le journal ne peut pas être lu : {why}"],
  [
    "The port {port} stands in the book twice. Give one of both another.",
    "Le port {port} est deux fois dans le livre. Donnez-en un autre à l’un des deux.",
  ],
  [
    "The port {port} belongs to {other}. Move or forget that one first.",
    "Le port {port} est à {other}. Déplacez ou oubliez d’abord celui-là.",
  ],
  [
    "{title} at port {port} has no {missing}, so it cannot be pinned by it.",
    "{title}, port {port}, n’a pas de {missing} et ne peut donc pas être reconnu ainsi.",
  ],
  ["serial number", "numéro de série"],
  [
    "A label has at most {most} characters and no control characters.",
    "Un nom fait {most} caractères au plus, sans caractère de contrôle.",
  ],
  [
    "The port book has {most} entries, the most there may be. Forget those that are not needed.",
    "Le livre des ports a {most} entrées, le maximum. Oubliez celles qui ne servent plus.",
  ],
  ["{port} is no TCP port: expected 1 to {most}.", "{port} n’est pas un port TCP : de 1 à {most}."],
  ["Expected a TCP port, 1 to 65535.", "Un port TCP, de 1 à 65535."],
  ["Expected serial, socket, name or none.", "Attendu : serial, socket, name ou none."],
  ["Expected a name.", "Un nom est attendu."],
  ["Expected 1 to {most}.", "De 1 à {most}."],
  ["{most} ports are forwarded already.", "{most} ports sont déjà transmis."],
  [
    "TCP port {port} is taken by another program; choose another one.",
    "Le port TCP {port} est pris par un autre programme ; choisissez-en un autre.",
  ],
  [
    "TCP port {port} is not permitted; ports from 1024 up are.",
    "Le port TCP {port} n’est pas permis ; ceux à partir de 1024 le sont.",
  ],
  [
    "{address} is not an address of this machine.",
    "{address} n’est pas une adresse de cette machine.",
  ],
  ["{address} cannot be listened on: {why}.", "On ne peut pas écouter sur {address} : {why}."],
  ["The device has another name now.", "Le périphérique a maintenant un autre nom."],
  ["The device is not there.", "Le périphérique n’est pas là."],
  [
    "The port book says that it is not to be shared.",
    "Le livre des ports dit de ne pas le partager.",
  ],
  ["Its share was stopped.", "Son partage a été arrêté."],
  ["The device {path} was unplugged.", "Le périphérique {path} a été débranché."],
  ["The device could not be opened.", "Le périphérique n’a pas pu être ouvert."],
  ["The device was unplugged or switched off.", "Le périphérique a été débranché ou éteint."],
  ["Trying again.", "Nouvel essai en cours."],
  [
    "Nothing was logged. Switch the traffic log on in the settings.",
    "Rien n’a été journalisé. Activez le journal du trafic dans les réglages.",
  ],
  [
    "The key is for certain printers, and none of them uses this port.",
    "La clé est pour certaines imprimantes, et aucune n’utilise ce port.",
  ],
  ["{name} closed the connection: {why}", "{name} a fermé la connexion : {why}"],
  [
    "{name} did not take all of it within {seconds} s: the device reads nothing, or slowly.",
    "{name} n’a pas tout pris en {seconds} s : le périphérique ne lit rien, ou lentement.",
  ],
];
